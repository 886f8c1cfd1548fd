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

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/// A handle of a process, closed by exec: pidfd_open, which older C libraries lack (Linux 5.3).
static inline int awsx_open_process(int process) { return (int)syscall(434, process, 0u); }

// Landlock has no functions in the C library; the numbers are those of every architecture (Linux 5.13).
struct awsx_landlock_ruleset {
    unsigned long long files;
    unsigned long long network;
    unsigned long long scoped;
};

struct awsx_landlock_path {
    unsigned long long allowed;
    int parent;
} __attribute__((packed));

/// The version of Landlock's interface; negative where the kernel has none, or has it turned off.
static inline int awsx_landlock_version(void) { return (int)syscall(444, (void *)0, (size_t)0, 1u); }

static inline int awsx_landlock_create(const struct awsx_landlock_ruleset *ruleset, size_t size) {
    return (int)syscall(444, ruleset, size, 0u);
}

/// A handle of a path that can neither be read nor written, and follows no link at its end: O_PATH, which glibc hides.
static inline int awsx_open_handle(const char *path) { return open(path, 010000000 | O_NOFOLLOW | O_CLOEXEC); }

static inline int awsx_landlock_allow(int ruleset, const struct awsx_landlock_path *path) {
    return (int)syscall(445, ruleset, 1, path, 0u);
}

/// Binds this process and all that it starts; for good.
static inline int awsx_landlock_restrict(int ruleset) {
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return -1;
    return (int)syscall(446, ruleset, 0u);
}
#endif
#endif
