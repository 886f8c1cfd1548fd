#ifndef AWSX_CPLATFORM_SHIM_H
#define AWSX_CPLATFORM_SHIM_H
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
#endif
