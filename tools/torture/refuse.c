/* Put before the C library, this refuses one call of the system, or all from it on, on files under a folder.
   Which one is told by refuse_next; a write that is refused for want of room, or by a disk that fails, is half
   done, all else not at all. Instead of refusing, the process can die there, in the middle of a write too.
   Linux alone.
   Of the calls that were made, refuse_like tells those that are like the one before: of its kind, on its file. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { OPEN, WRITE, SYNC, RENAME, UNLINK, TRUNCATE, FOLDER, RIGHTS, READ, KINDS };
enum { MOST_FILES = 4096, MOST_CALLS = 65536, NO_FILE = -1, DIES = -1, DIED = 9 };

static char folder[PATH_MAX];
static char ours[MOST_FILES]; /* which open files are under the folder */
static long seen[KINDS], which;
static int kind = -1, cause, lasting;
static char like[KINDS][MOST_CALLS];
static int last_kind, last_file;

void refuse_next(const char *under, int of_kind, long nth, int error, int from_then_on) {
    strncpy(folder, under, sizeof folder - 1);
    memset(seen, 0, sizeof seen);
    memset(like, 0, sizeof like);
    last_kind = -1, last_file = NO_FILE;
    kind = of_kind, which = nth, cause = error, lasting = from_then_on;
}

/* Refuse nothing more; return how many calls of a kind there were since refuse_next. */
long refuse_end(int of_kind) {
    kind = -1;
    return seen[of_kind];
}

/* Return whether the nth call of a kind was on the same file as the one before it, of the same kind. */
int refuse_like(int of_kind, long nth) { return nth < MOST_CALLS && like[of_kind][nth]; }

static int under(const char *path) {
    return kind >= 0 && path && *folder && !strncmp(path, folder, strlen(folder));
}

static int mine(int file) { return kind >= 0 && file >= 0 && file < MOST_FILES && ours[file]; }

static int refused(int of_kind, int file) {
    long now = seen[of_kind]++;
    if (now < MOST_CALLS)
        like[of_kind][now] = file != NO_FILE && of_kind == last_kind && file == last_file;
    last_kind = of_kind, last_file = file;
    if (of_kind != kind || now < which || (now > which && !lasting))
        return 0;
    return 1;
}

/* Let what was refused come to nothing. */
static int nothing(void) {
    if (cause == DIES)
        _exit(DIED);
    errno = cause;
    return -1;
}

static size_t done_of(size_t n) { return cause == EACCES ? 0 : n / 2; }

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static int opened(const char *path, int file) {
    if (file >= 0 && file < MOST_FILES)
        ours[file] = path && *folder && !strncmp(path, folder, strlen(folder));
    return file;
}

#define OPENS(name)                                                            \
    int name(const char *path, int flags, ...) {                               \
        va_list rest;                                                          \
        va_start(rest, flags);                                                 \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest);                                                          \
        if (under(path) && refused(OPEN, NO_FILE))                                      \
            return nothing();                                                  \
        return opened(path, REAL(name)(path, flags, mode));                    \
    }
OPENS(open)
OPENS(open64)

#define CALL(type, name, kind_, file, ours_, given, passed)                    \
    type name given {                                                          \
        if ((ours_) && refused(kind_, file))                                   \
            return nothing();                                                  \
        return REAL(name) passed;                                              \
    }
#define ON_FILE(type, name, kind_, given, passed) CALL(type, name, kind_, f, mine(f), given, passed)
#define ON_NAME(name, kind_, given, passed) CALL(int, name, kind_, NO_FILE, under(a), given, passed)
#define WRITES(name, given, half, passed)                                      \
    ssize_t name given {                                                       \
        if (mine(f) && refused(WRITE, f)) {                                    \
            if (done_of(n) && REAL(name) half < 0)                             \
                abort();                                                       \
            return nothing();                                                  \
        }                                                                      \
        return REAL(name) passed;                                              \
    }
WRITES(write, (int f, const void *d, size_t n), (f, d, done_of(n)), (f, d, n))
WRITES(pwrite, (int f, const void *d, size_t n, off_t at), (f, d, done_of(n), at), (f, d, n, at))
WRITES(pwrite64, (int f, const void *d, size_t n, off64_t at), (f, d, done_of(n), at), (f, d, n, at))
ON_FILE(ssize_t, read, READ, (int f, void *d, size_t n), (f, d, n))
ON_FILE(ssize_t, pread, READ, (int f, void *d, size_t n, off_t at), (f, d, n, at))
ON_FILE(ssize_t, pread64, READ, (int f, void *d, size_t n, off64_t at), (f, d, n, at))
ON_FILE(ssize_t, sendfile, WRITE, (int f, int from, off_t *at, size_t n), (f, from, at, n))
ON_FILE(ssize_t, sendfile64, WRITE, (int f, int from, off64_t *at, size_t n), (f, from, at, n))
ON_FILE(int, fsync, SYNC, (int f), (f))
ON_FILE(int, fdatasync, SYNC, (int f), (f))
ON_FILE(int, ftruncate, TRUNCATE, (int f, off_t n), (f, n))
ON_FILE(int, ftruncate64, TRUNCATE, (int f, off64_t n), (f, n))
ON_NAME(rename, RENAME, (const char *a, const char *b), (a, b))
ON_NAME(unlink, UNLINK, (const char *a), (a))
ON_NAME(mkdir, FOLDER, (const char *a, mode_t m), (a, m))
ON_NAME(chmod, RIGHTS, (const char *a, mode_t m), (a, m))
ON_FILE(int, fchmod, RIGHTS, (int f, mode_t m), (f, m))
