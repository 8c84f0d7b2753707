/* Put before the C library, this refuses one call of the system, or all from it on, on files under a folder.
   Which one is told by refuse_next; what is refused is neither done nor half done. Linux alone. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/types.h>
#include <unistd.h>

enum { OPEN, WRITE, SYNC, RENAME, UNLINK, TRUNCATE, KINDS };
enum { MOST_FILES = 4096 };

static char folder[PATH_MAX];
static char ours[MOST_FILES]; /* which open files are under the folder */
static long seen[KINDS], which;
static int kind = -1, cause, lasting;

void refuse_next(const char *under, int of_kind, long nth, int error, int from_then_on) {
    strncpy(folder, under, sizeof folder - 1);
    memset(seen, 0, sizeof seen);
    kind = of_kind, which = nth, cause = error, lasting = from_then_on;
}

/* Refuse nothing more; return how many calls of the kind there were. */
long refuse_end(void) {
    long count = kind < 0 ? 0 : seen[kind];
    kind = -1;
    return count;
}

static int under(const char *path) {
    return kind >= 0 && path && *folder && !strncmp(path, folder, strlen(folder));
}

static int mine(int file) { return kind >= 0 && file >= 0 && file < MOST_FILES && ours[file]; }

static int refused(int of_kind) {
    long now = seen[of_kind]++;
    if (of_kind != kind || now < which || (now > which && !lasting))
        return 0;
    errno = cause;
    return 1;
}

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
        if (under(path) && refused(OPEN))                                      \
            return -1;                                                         \
        return opened(path, REAL(name)(path, flags, mode));                    \
    }
OPENS(open)
OPENS(open64)

#define CALL(type, name, kind_, ours_, given, passed)                          \
    type name given {                                                          \
        if ((ours_) && refused(kind_))                                         \
            return -1;                                                         \
        return REAL(name) passed;                                              \
    }
CALL(ssize_t, write, WRITE, mine(f), (int f, const void *d, size_t n), (f, d, n))
CALL(ssize_t, pwrite, WRITE, mine(f), (int f, const void *d, size_t n, off_t at), (f, d, n, at))
CALL(ssize_t, pwrite64, WRITE, mine(f), (int f, const void *d, size_t n, off64_t at), (f, d, n, at))
CALL(ssize_t, sendfile, WRITE, mine(f), (int f, int from, off_t *at, size_t n), (f, from, at, n))
CALL(ssize_t, sendfile64, WRITE, mine(f), (int f, int from, off64_t *at, size_t n), (f, from, at, n))
CALL(int, fsync, SYNC, mine(f), (int f), (f))
CALL(int, fdatasync, SYNC, mine(f), (int f), (f))
CALL(int, rename, RENAME, under(a) || under(b), (const char *a, const char *b), (a, b))
CALL(int, unlink, UNLINK, under(a), (const char *a), (a))
CALL(int, ftruncate, TRUNCATE, mine(f), (int f, off_t n), (f, n))
CALL(int, ftruncate64, TRUNCATE, mine(f), (int f, off64_t n), (f, n))
