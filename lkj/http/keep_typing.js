// Sends what is being typed after a pause: Streamlit itself sends a text only when its field
// is left, so F5 or a session that ends would lose the half-typed sentence.
(() => {
  if (window.lkjKeepsTyping) return;
  window.lkjKeepsTyping = true;
  const PAUSE = 500; // milliseconds
  const FIELDS = '[data-testid="stTextArea"] textarea, [data-testid="stTextInput"] input';
  let timer = 0;
  let field = null;

  const send = () => {
    clearTimeout(timer);
    const keys = { key: "Enter", code: "Enter", keyCode: 13, ctrlKey: true, bubbles: true };
    if (field) field.dispatchEvent(new KeyboardEvent("keydown", keys));
    field = null;
  };

  document.addEventListener("input", (event) => {
    if (!event.target.matches(FIELDS)) return;
    field = event.target;
    clearTimeout(timer);
    timer = setTimeout(send, PAUSE);
  });
  window.addEventListener("beforeunload", send);
})();
