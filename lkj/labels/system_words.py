"""What the operating system says of files, in Indonesian."""

import errno

_WORDS = {
    errno.ENOENT: "tidak ada",
    errno.EACCES: "tidak boleh dibuka",
    errno.EPERM: "tidak boleh dibuka",
    errno.EISDIR: "berupa folder, bukan berkas",
    errno.ENOTDIR: "ada berkas di tempat folder",
    errno.EEXIST: "sudah ada",
    errno.ENOSPC: "penyimpanan penuh",
    errno.EROFS: "penyimpanan hanya dapat dibaca",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
}


def os_problem(error: OSError) -> str:
    """The words for an error; its own where there are none."""
    return _WORDS.get(error.errno or 0, error.strerror or str(error))


def text_problem(error: OSError | UnicodeDecodeError) -> str:
    """Why a file could not be read as text."""
    return os_problem(error) if isinstance(error, OSError) else "bukan teks UTF-8"
