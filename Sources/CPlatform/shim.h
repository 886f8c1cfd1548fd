#ifndef AWSX_CPLATFORM_SHIM_H
#define AWSX_CPLATFORM_SHIM_H
#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>

#ifdef __linux__
// What glibc and musl hide from programs that don't define _GNU_SOURCE: pseudo-terminals and two words of posix_spawn.
int posix_openpt(int flags);
int grantpt(int descriptor);
int unlockpt(int descriptor);
int ptsname_r(int descriptor, char *buffer, size_t size);
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from);
int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *restrict actions, const char *restrict path);
#endif

/// Says how large a terminal is: ioctl takes a varying list, which Swift can't call.
static inline int awsx_set_window_size(int descriptor, unsigned short rows, unsigned short columns) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    return ioctl(descriptor, TIOCSWINSZ, &size);
}

/// How large a terminal is; 0 and 0 if it doesn't know.
static inline int awsx_window_size(int descriptor, unsigned short *rows, unsigned short *columns) {
    struct winsize size = {0};
    int result = ioctl(descriptor, TIOCGWINSZ, &size);
    *rows = size.ws_row;
    *columns = size.ws_col;
    return result;
}

/// How many bytes a read would get now.
static inline int awsx_bytes_waiting(int descriptor) {
    int count = 0;
    return ioctl(descriptor, FIONREAD, &count) == 0 ? count : 0;
}

/// Keeps a descriptor from children, and reads and writes of it from waiting: fcntl takes a varying list, too.
static inline int awsx_make_private_and_unblocked(int descriptor) {
    int flags = fcntl(descriptor, F_GETFL);
    if (flags < 0 || fcntl(descriptor, F_SETFL, flags | O_NONBLOCK) < 0) return -1;
    return fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}
#endif
