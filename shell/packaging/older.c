// What the libraries of the older system lack, for what is linked with them (shell/packaging/link-root).
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <spawn.h>
#include <stdlib.h>

/// Of glibc 2.34, which is asked where it is what runs. Before it, what is open now is closed one by one: posix_spawn passes
/// over what is closed by then, and whatever awsx opens is closed by exec anyway.
int posix_spawn_file_actions_addclosefrom_np(posix_spawn_file_actions_t *actions, int from) {
    int (*newer)(posix_spawn_file_actions_t *, int) = dlsym(RTLD_NEXT, "posix_spawn_file_actions_addclosefrom_np");
    if (newer != NULL) return newer(actions, from);
    DIR *folder = opendir("/proc/self/fd");
    if (folder == NULL) return errno;
    int result = 0;
    for (struct dirent *entry; result == 0 && (entry = readdir(folder)) != NULL;) {
        int descriptor = atoi(entry->d_name);
        if (descriptor < from || descriptor == dirfd(folder)) continue;
        result = posix_spawn_file_actions_addclose(actions, descriptor);
    }
    closedir(folder);
    return result;
}

/// Of libstdc++ since GCC 11; before it, under another name. Swift's own archives call it.
void __cxa_throw_bad_array_new_length(void);
void _ZSt28__throw_bad_array_new_lengthv(void) { __cxa_throw_bad_array_new_length(); }
