/*
 * A disk with faults, for one process: LD_PRELOAD=disk.so DISK_FAULTS=FILE.
 *
 * FILE has one line for each fault: `CALL END ACTION`. CALL is sync, read or write, END the end of the name of a file, and
 * ACTION the number of an error, or a time in milliseconds after "+": the call waits and then succeeds. The file is read again
 * at each call, so that a test can change it while the process runs.
 *
 * With DISK_TRACE=FILE, calls that change files are recorded in FILE, for a test that replays them: call (1 byte), length of the name (2),
 * error (4), offset (8), size (8), name, bytes.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static const char *faults_file(void) {
  static const char *path;
  if (path == NULL) path = getenv("DISK_FAULTS");
  return path;
}

/* The path of a file; empty for a socket and the like. */
static void name_of(int fd, char name[PATH_MAX]) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, name, PATH_MAX - 1);
  name[length < 0 || name[0] != '/' ? 0 : length] = 0;
}

/* The error that a call on a file has, or 0. Waits first if it is to be slow. */
static int fault(const char *call, const char *name) {
  const char *path = faults_file();
  if (path == NULL || name[0] == 0) return 0;
  FILE *file = fopen(path, "re");
  if (file == NULL) return 0;
  char wanted[16], end[256], action[16];
  int error = 0, milliseconds = 0;
  while (fscanf(file, "%15s %255s %15s", wanted, end, action) == 3) {
    if (strcmp(wanted, call) != 0) continue;
    size_t from = strlen(end) > strlen(name) ? 0 : strlen(name) - strlen(end);
    if (strcmp(name + from, end) != 0) continue;
    if (action[0] == '+') milliseconds = atoi(action + 1);
    else error = atoi(action);
  }
  fclose(file);
  struct timespec time = {milliseconds / 1000, (milliseconds % 1000) * 1000000L};
  if (milliseconds > 0) nanosleep(&time, NULL);
  return error;
}

static pthread_mutex_t tracing = PTHREAD_MUTEX_INITIALIZER;

static void trace(char call, const char *name, int error, off64_t at, const void *bytes, uint64_t size) {
  static int file = -1;
  const char *path = getenv("DISK_TRACE");
  if (path == NULL || name[0] == 0) return;
  pthread_mutex_lock(&tracing);
  if (file < 0) file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  struct __attribute__((packed)) {
    char call;
    uint16_t name;
    int32_t error;
    int64_t at;
    uint64_t size;
  } head = {call, (uint16_t)strlen(name), error, at, size};
  struct iovec parts[] = {{&head, sizeof head}, {(void *)name, head.name}, {(void *)bytes, bytes == NULL ? 0 : size}};
  if (writev(file, parts, 3) < 0) abort();
  pthread_mutex_unlock(&tracing);
}

/* The next definition of a function: the one of the C library. */
#define REAL(name) \
  static __typeof__(name) *real; \
  if (real == NULL) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

static ssize_t failed(int error) {
  errno = error;
  return -1;
}

int fsync(int fd) {
  REAL(fsync);
  char name[PATH_MAX];
  name_of(fd, name);
  int error = fault("sync", name);
  trace('s', name, error, 0, NULL, 0);
  return error != 0 ? (int)failed(error) : real(fd);
}

int fdatasync(int fd) {
  return fsync(fd);
}

ssize_t write(int fd, const void *bytes, size_t size) {
  REAL(write);
  char name[PATH_MAX];
  name_of(fd, name);
  int error = fault("write", name);
  if (error != 0) return failed(error);
  ssize_t written = real(fd, bytes, size);
  if (written > 0) trace('a', name, 0, 0, bytes, written);
  return written;
}

ssize_t pread64(int fd, void *bytes, size_t size, off64_t at) {
  REAL(pread64);
  char name[PATH_MAX];
  name_of(fd, name);
  int error = fault("read", name);
  return error != 0 ? failed(error) : real(fd, bytes, size, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
  REAL(pwrite64);
  char name[PATH_MAX];
  name_of(fd, name);
  int error = fault("write", name);
  if (error != 0) return failed(error);
  ssize_t written = real(fd, bytes, size, at);
  if (written > 0) trace('w', name, 0, at, bytes, written);
  return written;
}

int ftruncate64(int fd, off64_t size) {
  REAL(ftruncate64);
  char name[PATH_MAX];
  name_of(fd, name);
  int error = fault("write", name);
  if (error != 0) return (int)failed(error);
  trace('t', name, 0, size, NULL, 0);
  return real(fd, size);
}
