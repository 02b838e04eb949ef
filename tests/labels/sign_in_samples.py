"""What is said of refusals while somebody signs in, or confirms who they are."""

from lkj import errors as e
from lkj.errors import LkjError

SIGN_IN_SAMPLES: dict[LkjError, str] = {
    e.SignInRefused(): "Nama pengguna atau kata sandi salah, atau akun tidak aktif.",
    e.TooManyAttempts(minutes=15): "Terlalu banyak percobaan masuk. Coba lagi 15 menit lagi.",
    e.PasswordRefused(problems=("too_short",)): "Kata sandi belum memenuhi syarat.",
    e.LinkInvalid(): "Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru.",
    e.ProviderUnavailable(problem="unreachable"): (
        "Belum dapat masuk lewat penyedia identitas: penyedia tidak dapat dihubungi."
    ),
    e.ProviderRefused(problem="nonce"): (
        "Belum masuk: jawaban penyedia tidak sah. Silakan coba lagi."
    ),
    e.IdentityUnknown(identity="budi.p"): (
        "Belum masuk: identitas budi.p tidak tertaut pada akun di sini. Minta administrator "
        "menautkannya."
    ),
    e.IdentityElsewhere(identity="budi.p"): (
        "Belum masuk: akun untuk identitas budi.p terikat pada orang lain di penyedia. "
        "Administrator dapat menautkannya kembali."
    ),
    e.AccountDisabled(): "Belum masuk: akun Anda dinonaktifkan. Hubungi administrator.",
    e.OtherIdentity(): "Belum dikonfirmasi: yang masuk pada penyedia bukan pemilik sesi ini.",
    e.SignatureUnconfirmed(way="password"): (
        "Belum tersimpan: masukkan lagi kata sandi Anda. Isian Anda tetap di formulir."
    ),
    e.ReenteredWrong(): (
        "Belum tersimpan: kata sandi yang dimasukkan tidak benar. Isian Anda tetap di formulir."
    ),
}
