/*
 * A disk that fails on demand: preloaded into a hub's process, it stands between SQLite and the kernel for the record's files alone.
 * The harness steers it through a shared file of six 32-bit numbers, named by FAULTS_DISK:
 *   0 mode: 0 well, 1 kill -9 before the operation, 2 write half of it and kill -9, 3 fail with errno, 4 power cut before the operation
 *   1 which operations count: bit 0 writes, bit 1 syncs, bit 2 cuts
 *   2 countdown: the operation that brings it to 0 is the one (modes 1, 2, 4); mode 3 fails all from then on
 *   3 errno for mode 3
 *   4 operations seen so far (written here)
 *   5 operations failed so far (written here)
 * A power cut takes back what was written and not synced since mode 4 was set: all of it, or each write by the toss of a coin, since a disk
 * writes in the order it likes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

enum { MODE, WHICH, COUNTDOWN, ERROR, SEEN, FAILED, NUMBERS };
enum { WELL, KILL, TEAR, FAIL, POWER };
enum { WRITES = 1, SYNCS = 2, CUTS = 4 };

static volatile int32_t *steering;

__attribute__((constructor)) static void begin(void) {
    const char *path = getenv("FAULTS_DISK");
    int file = path ? open(path, O_RDWR) : -1;
    if (file < 0) return;
    void *shared = mmap(NULL, NUMBERS * sizeof(int32_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (shared != MAP_FAILED) steering = shared;
    close(file);
}

static int of_the_record(int fd) {
    char link[40], path[1024];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return strstr(path, "/record.db") != NULL && strstr(path, "-shm") == NULL;
}

/* What stood where something was written that no sync has followed, newest first. */
struct unsynced {
    int fd;
    ino_t file;
    off64_t at, size_before;
    ssize_t length;
    char *before;
    struct unsynced *older;
};
static struct unsynced *newest;
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static ssize_t (*real_pwrite)(int, const void *, size_t, off64_t);

static void remember(int fd, size_t count, off64_t at) {
    struct stat64 now;
    struct unsynced *write = malloc(sizeof *write);
    if (!write || fstat64(fd, &now) != 0) abort();
    char *before = malloc(count);
    if (!before) abort();
    *write = (struct unsynced){fd, now.st_ino, at, now.st_size, pread64(fd, before, count, at), before, NULL};
    pthread_mutex_lock(&guard);
    write->older = newest;
    newest = write;
    pthread_mutex_unlock(&guard);
}

static void synced(int fd) {
    struct stat64 now;
    if (fstat64(fd, &now) != 0) return;
    pthread_mutex_lock(&guard);
    for (struct unsynced **each = &newest; *each;) {
        struct unsynced *write = *each;
        if (write->file == now.st_ino) {
            *each = write->older;
            free(write->before);
            free(write);
        } else {
            each = &write->older;
        }
    }
    pthread_mutex_unlock(&guard);
}

static void cut_the_power(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    srandom((unsigned) now.tv_nsec);
    int all = random() & 1;
    pthread_mutex_lock(&guard); /* for ever: nobody writes any more */
    for (struct unsynced *write = newest; write; write = write->older) {
        if (!all && (random() & 1)) continue;
        struct stat64 is;
        if (write->length > 0) real_pwrite(write->fd, write->before, write->length, write->at);
        if (all && fstat64(write->fd, &is) == 0 && is.st_size > write->size_before) {
            if (ftruncate64(write->fd, write->size_before) != 0) abort();
        }
    }
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

/* What shall become of this operation. */
static int verdict(int fd, int kind) {
    if (!steering || !of_the_record(fd)) return WELL;
    __atomic_add_fetch(&steering[SEEN], 1, __ATOMIC_SEQ_CST);
    int mode = steering[MODE];
    if (mode == WELL || !(steering[WHICH] & kind)) return WELL;
    int left = __atomic_sub_fetch(&steering[COUNTDOWN], 1, __ATOMIC_SEQ_CST);
    if (mode == FAIL) {
        if (left > 0) return WELL;
        __atomic_add_fetch(&steering[FAILED], 1, __ATOMIC_SEQ_CST);
        errno = steering[ERROR];
        return FAIL;
    }
    if (left != 0) return WELL;
    if (mode == TEAR && kind == WRITES) return TEAR;
    if (mode == POWER) cut_the_power();
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

ssize_t pwrite64(int fd, const void *octets, size_t count, off64_t at) {
    if (!real_pwrite) real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    switch (verdict(fd, WRITES)) {
        case FAIL: return -1;
        case TEAR: real_pwrite(fd, octets, count / 2, at); die();
    }
    if (steering && steering[MODE] == POWER && of_the_record(fd)) remember(fd, count, at);
    return real_pwrite(fd, octets, count, at);
}

ssize_t write(int fd, const void *octets, size_t count) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real) real = dlsym(RTLD_NEXT, "write");
    switch (verdict(fd, WRITES)) {
        case FAIL: return -1;
        case TEAR: real(fd, octets, count / 2); die();
    }
    return real(fd, octets, count);
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    if (verdict(fd, SYNCS) == FAIL) return -1;
    int result = real(fd);
    if (result == 0 && newest) synced(fd);
    return result;
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    if (verdict(fd, SYNCS) == FAIL) return -1;
    int result = real(fd);
    if (result == 0 && newest) synced(fd);
    return result;
}

int ftruncate64(int fd, off64_t length) {
    static int (*real)(int, off64_t);
    if (!real) real = dlsym(RTLD_NEXT, "ftruncate64");
    return verdict(fd, CUTS) == FAIL ? -1 : real(fd, length);
}
