/*
 * A disk with faults, for one process: LD_PRELOAD=disk.so DISK_FAULTS=FILE.
 *
 * FILE has one line for each fault: `CALL END ACTION`. CALL is sync or write, END the end of the name of a file, and
 * ACTION the number of an error, or a time in milliseconds after "+": the call waits and then succeeds. The file is read again
 * at each call, so that a test can change it while the process runs.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

static const char *faults_file(void) {
  static const char *path;
  if (path == NULL) path = getenv("DISK_FAULTS");
  return path;
}

/* The error that a call on a file descriptor has, or 0. Waits first if it is to be slow. */
static int fault(const char *call, int fd) {
  const char *path = faults_file();
  if (path == NULL) return 0;
  FILE *file = fopen(path, "re");
  if (file == NULL) return 0;
  char link[64], name[PATH_MAX];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, name, sizeof name - 1);
  name[length < 0 ? 0 : length] = 0;
  char wanted[16], end[256], action[16];
  int error = 0, milliseconds = 0;
  while (fscanf(file, "%15s %255s %15s", wanted, end, action) == 3) {
    if (strcmp(wanted, call) != 0 || name[0] != '/') continue;
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

/* The next definition of a function: the one of the C library. */
#define REAL(name) \
  static __typeof__(name) *real; \
  if (real == NULL) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

#define FAIL_IF_FAULTY(call) \
  int error = fault(call, fd); \
  if (error != 0) { \
    errno = error; \
    return -1; \
  }

int fsync(int fd) {
  REAL(fsync);
  FAIL_IF_FAULTY("sync")
  return real(fd);
}

int fdatasync(int fd) {
  REAL(fdatasync);
  FAIL_IF_FAULTY("sync")
  return real(fd);
}

ssize_t write(int fd, const void *bytes, size_t size) {
  REAL(write);
  FAIL_IF_FAULTY("write")
  return real(fd, bytes, size);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t at) {
  REAL(pwrite64);
  FAIL_IF_FAULTY("write")
  return real(fd, bytes, size, at);
}

int ftruncate64(int fd, off64_t size) {
  REAL(ftruncate64);
  FAIL_IF_FAULTY("write")
  return real(fd, size);
}
