/*
 * A disk that fails on demand: preloaded into a hub's process, it stands between SQLite and the kernel for the record's files alone.
 * The harness steers it through a shared file of seven 32-bit numbers, named by FAULTS_DISK:
 *   0 mode: 0 well, 1 kill -9 before the operation, 2 write half of it and kill -9, 3 fail with errno
 *   1 which operations count: bit 0 writes, bit 1 syncs, bit 2 cuts
 *   2 countdown: the operation that brings it to 0 is the one (modes 1 and 2); mode 3 fails all from then on
 *   3 errno for mode 3
 *   4 operations seen so far (written here)
 *   5 operations failed so far (written here)
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

enum { MODE, WHICH, COUNTDOWN, ERROR, SEEN, FAILED, NUMBERS };
enum { WELL, KILL, TEAR, FAIL };
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
    return strstr(path, "/record.db") != NULL;
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
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

static void die(void) {
    kill(getpid(), SIGKILL);
    for (;;) pause();
}

ssize_t pwrite64(int fd, const void *octets, size_t count, off64_t at) {
    static ssize_t (*real)(int, const void *, size_t, off64_t);
    if (!real) real = dlsym(RTLD_NEXT, "pwrite64");
    switch (verdict(fd, WRITES)) {
        case FAIL: return -1;
        case TEAR: real(fd, octets, count / 2, at); die();
    }
    return real(fd, octets, count, at);
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
    return verdict(fd, SYNCS) == FAIL ? -1 : real(fd);
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    return verdict(fd, SYNCS) == FAIL ? -1 : real(fd);
}

int ftruncate64(int fd, off64_t length) {
    static int (*real)(int, off64_t);
    if (!real) real = dlsym(RTLD_NEXT, "ftruncate64");
    return verdict(fd, CUTS) == FAIL ? -1 : real(fd, length);
}
