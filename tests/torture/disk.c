/* A disk that is watched, and that fails where it is told to.

   Preloaded before the C library, so that whatever a process does to files below LKJ_DISK_ROOT
   comes through here: SQLite's writes and syncs as well as Python's. Where LKJ_DISK_LOG names a
   file, every change is written there in order; `record.py` reads it. A call of `disk_arm` lets
   the n-th operation fail, or every growth from the n-th on, as on a full disk: an empty file still
   finds room there, its content does not. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPENED = 1, CLOSED, WRITTEN, SYNCED, CUT, RENAMED, REMOVED, MADE, LINKED, SAID };

struct record {
    uint32_t pid;
    int32_t fd;
    uint32_t what;
    uint32_t n_first, n_second;
    uint32_t flags;
    uint64_t at;
};

#define MOST_FDS 65536
static char watched[MOST_FDS];
static char root[PATH_MAX];
static size_t root_length;
static int log_fd = -1;

static int is_armed, is_once, with_reads, error_number;
static long failing_at, counted, n_fired;

#define REAL(type, name, arguments) \
    static type (*real) arguments; \
    if (!real) real = (type (*) arguments) dlsym(RTLD_NEXT, name)

static int real_open(const char *path, int flags, mode_t mode) {
    REAL(int, "open64", (const char *, int, ...));
    return real(path, flags, mode);
}

__attribute__((constructor)) static void begin(void) {
    const char *place = getenv("LKJ_DISK_ROOT"), *log = getenv("LKJ_DISK_LOG");
    if (!place) return;
    snprintf(root, sizeof root, "%s/", place);
    root_length = strlen(root);
    if (log) {
        int fd = real_open(log, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
        log_fd = fcntl(fd, F_DUPFD_CLOEXEC, 900);
    }
}

static int below(const char *path) {
    if (!root_length) return 0;
    return !strncmp(path, root, root_length)
        || (strlen(path) == root_length - 1 && !strncmp(path, root, root_length - 1));
}

static int is_watched(int fd) { return fd >= 0 && fd < MOST_FDS && watched[fd]; }

/* A path below a folder that is open, as rmtree names it. */
static const char *full(int folder, const char *path, char *room) {
    char link[64], place[PATH_MAX];
    if (path[0] == '/' || folder == AT_FDCWD) return path;
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t n = readlink(link, place, sizeof place - 1);
    if (n < 0) return path;
    place[n] = 0;
    if (n + strlen(path) + 2 > PATH_MAX) return path;
    strcpy(room, place);
    strcat(room, "/");
    strcat(room, path);
    return room;
}

static void note(int what, int fd, int flags, uint64_t at, const void *first, size_t n_first,
                 const void *second, size_t n_second) {
    if (log_fd < 0) return;
    int before = errno;
    struct record head = {getpid(), fd, what, n_first, n_second, flags, at};
    struct iovec parts[3] = {
        {&head, sizeof head}, {(void *) first, n_first}, {(void *) second, n_second}};
    if (writev(log_fd, parts, 3) != (ssize_t) (sizeof head + n_first + n_second)) abort();
    errno = before;
}

static void note_path(int what, int fd, int flags, const char *path) {
    note(what, fd, flags, 0, path, strlen(path), NULL, 0);
}

static int fails(int grows) {
    if (!is_armed) return 0;
    long now = __sync_add_and_fetch(&counted, 1);
    if (is_once ? now != failing_at : now < failing_at || !grows) return 0;
    n_fired++;
    errno = error_number;
    return 1;
}

/* What Python says to this library. */

void disk_arm(long at, int error, int once, int reads) {
    failing_at = at, error_number = error, is_once = once, with_reads = reads;
    counted = 0, n_fired = 0, is_armed = 1;
}

long disk_disarm(void) {
    is_armed = 0;
    return n_fired;
}

void disk_say(const char *text) { note_path(SAID, -1, 0, text); }

/* What the C library offers. */

static int opened(const char *path, int flags, mode_t mode, int folder, const char *whole) {
    int is_ours = below(whole);
    int writes = (flags & O_ACCMODE) != O_RDONLY || (flags & O_CREAT);
    if (is_ours && (writes || with_reads) && fails(0)) return -1;
    REAL(int, "openat64", (int, const char *, int, ...));
    int fd = real(folder, path, flags, mode);
    if (fd >= 0 && fd < MOST_FDS) {
        watched[fd] = is_ours;
        if (is_ours) note_path(OPENED, fd, flags, whole);
    }
    return fd;
}

#define MODE(last) \
    mode_t mode = 0; \
    if (flags & (O_CREAT | __O_TMPFILE)) { \
        va_list more; \
        va_start(more, last); \
        mode = va_arg(more, mode_t); \
        va_end(more); \
    }

int open(const char *path, int flags, ...) {
    MODE(flags);
    return opened(path, flags, mode, AT_FDCWD, path);
}
int open64(const char *path, int flags, ...) {
    MODE(flags);
    return opened(path, flags, mode, AT_FDCWD, path);
}
int openat(int folder, const char *path, int flags, ...) {
    char room[PATH_MAX];
    MODE(flags);
    return opened(path, flags, mode, folder, full(folder, path, room));
}
int openat64(int folder, const char *path, int flags, ...) {
    char room[PATH_MAX];
    MODE(flags);
    return opened(path, flags, mode, folder, full(folder, path, room));
}

int close(int fd) {
    REAL(int, "close", (int));
    if (is_watched(fd)) {
        watched[fd] = 0;
        note(CLOSED, fd, 0, 0, NULL, 0, NULL, 0); /* before the number is given anew */
    }
    return real(fd);
}

static int grows(int fd, off_t end) {
    struct stat facts;
    return fstat(fd, &facts) == 0 && end > facts.st_size;
}

ssize_t pwrite64(int fd, const void *bytes, size_t n, off_t at) {
    REAL(ssize_t, "pwrite64", (int, const void *, size_t, off_t));
    if (is_watched(fd) && fails(grows(fd, at + n))) return -1;
    ssize_t done = real(fd, bytes, n, at);
    if (is_watched(fd) && done > 0) note(WRITTEN, fd, 0, at, NULL, 0, bytes, done);
    return done;
}
ssize_t pwrite(int fd, const void *bytes, size_t n, off_t at) {
    return pwrite64(fd, bytes, n, at);
}
ssize_t write(int fd, const void *bytes, size_t n) {
    REAL(ssize_t, "write", (int, const void *, size_t));
    if (!is_watched(fd)) return real(fd, bytes, n);
    off_t at = lseek(fd, 0, SEEK_CUR);
    if (fails(grows(fd, at + n))) return -1;
    ssize_t done = real(fd, bytes, n);
    if (done > 0) note(WRITTEN, fd, 0, lseek(fd, 0, SEEK_CUR) - done, NULL, 0, bytes, done);
    return done;
}

ssize_t pread64(int fd, void *bytes, size_t n, off_t at) {
    REAL(ssize_t, "pread64", (int, void *, size_t, off_t));
    if (with_reads && is_watched(fd) && fails(0)) return -1;
    return real(fd, bytes, n, at);
}
ssize_t pread(int fd, void *bytes, size_t n, off_t at) { return pread64(fd, bytes, n, at); }
ssize_t read(int fd, void *bytes, size_t n) {
    REAL(ssize_t, "read", (int, void *, size_t));
    if (with_reads && is_watched(fd) && fails(0)) return -1;
    return real(fd, bytes, n);
}

#define ON_FILE(name) \
    int name(int fd) { \
        REAL(int, #name, (int)); \
        if (is_watched(fd) && fails(0)) return -1; \
        int answer = real(fd); \
        if (is_watched(fd) && !answer) note(SYNCED, fd, 0, 0, NULL, 0, NULL, 0); \
        return answer; \
    }
ON_FILE(fsync)
ON_FILE(fdatasync)

int ftruncate64(int fd, off_t size) {
    REAL(int, "ftruncate64", (int, off_t));
    if (is_watched(fd) && fails(grows(fd, size))) return -1;
    int answer = real(fd, size);
    if (is_watched(fd) && !answer) note(CUT, fd, 0, size, NULL, 0, NULL, 0);
    return answer;
}
int ftruncate(int fd, off_t size) { return ftruncate64(fd, size); }

int renameat(int from_folder, const char *from, int to_folder, const char *to) {
    REAL(int, "renameat", (int, const char *, int, const char *));
    char one[PATH_MAX], two[PATH_MAX];
    const char *old = full(from_folder, from, one), *new = full(to_folder, to, two);
    if (below(new) && fails(0)) return -1;
    int answer = real(from_folder, from, to_folder, to);
    if (below(new) && !answer)
        note(RENAMED, -1, 0, 0, old, strlen(old), new, strlen(new));
    return answer;
}
int rename(const char *from, const char *to) { return renameat(AT_FDCWD, from, AT_FDCWD, to); }

int unlinkat(int folder, const char *path, int flags) {
    REAL(int, "unlinkat", (int, const char *, int));
    char room[PATH_MAX];
    const char *whole = full(folder, path, room);
    if (below(whole) && fails(0)) return -1;
    int answer = real(folder, path, flags);
    if (below(whole) && !answer) note_path(REMOVED, -1, 0, whole);
    return answer;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return unlinkat(AT_FDCWD, path, AT_REMOVEDIR); }

int mkdirat(int folder, const char *path, mode_t mode) {
    REAL(int, "mkdirat", (int, const char *, mode_t));
    char room[PATH_MAX];
    const char *whole = full(folder, path, room);
    if (below(whole) && access(whole, F_OK) != 0 && fails(1)) return -1;
    int answer = real(folder, path, mode);
    if (below(whole) && !answer) note_path(MADE, -1, 0, whole);
    return answer;
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    REAL(int, "linkat", (int, const char *, int, const char *, int));
    char one[PATH_MAX], two[PATH_MAX];
    const char *old = full(from_folder, from, one), *new = full(to_folder, to, two);
    if (below(new) && fails(1)) return -1;
    int answer = real(from_folder, from, to_folder, to, flags);
    if (below(new) && !answer)
        note(LINKED, -1, 0, 0, old, strlen(old), new, strlen(new));
    return answer;
}
int link(const char *from, const char *to) {
    return linkat(AT_FDCWD, from, AT_FDCWD, to, 0);
}
