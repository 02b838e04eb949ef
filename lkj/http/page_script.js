// What Streamlit leaves undone in the browser; every page of the app loads this once.
(() => {
  if (window.lkjPageScript) return;
  window.lkjPageScript = true;

  // Streamlit sends a text only when its field is left: F5 or a session that ends would lose
  // a half-typed sentence. So what was typed is sent after a pause.
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

  // From one report back to the list: Streamlit would keep `?id=…` in the address, and with it
  // the report.
  const LINKS = 'a[data-testid="stSidebarNavLink"], a[data-testid="stPageLink-NavLink"]';

  document.addEventListener("click", (event) => {
    const link = event.target.closest(LINKS);
    if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const goal = new URL(link.href);
    const isHere = goal.pathname === location.pathname;
    const hasReport = new URLSearchParams(location.search).has("id");
    if (!isHere || goal.search || !hasReport) return; // filters in the address stay
    event.preventDefault();
    event.stopPropagation();
    location.assign(goal);
  }, true);

  // Streamlit takes a page's filters along to the next page's address, and then removes them as
  // a step of their own: the first press of "back" would seem to do nothing.
  const push = history.pushState.bind(history);
  let hasArrived = false;

  history.pushState = (state, unused, address) => {
    const goal = new URL(address, location);
    const present = new URLSearchParams(location.search);
    const isHere = goal.pathname === location.pathname;
    const isLess = [...goal.searchParams].every(([k, v]) => present.getAll(k).includes(v));
    if (hasArrived && isHere && isLess) history.replaceState(state, unused, address);
    else push(state, unused, address);
    hasArrived = !isHere;
  };
})();
