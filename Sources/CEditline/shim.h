#ifndef AWSX_CEDITLINE_SHIM_H
#define AWSX_CEDITLINE_SHIM_H
#include <histedit.h>
#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>
#ifdef __APPLE__
#include <xlocale.h>
#endif

// libedit's functions with varying lists, one by one, since Swift can't call those; and what it needs of <stdio.h>.

/// Gives this thread an encoding in which every character can be shown; 0 if there is none here.
static inline int awsx_use_utf8(void) {
    const char *names[] = {"", "C.UTF-8", "en_US.UTF-8"};
    for (int i = 0; i < 3; i++) {
        locale_t found = newlocale(LC_CTYPE_MASK, names[i], (locale_t)0);
        if (found == (locale_t)0) continue;
        locale_t before = uselocale(found);
        if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
        uselocale(before);
        freelocale(found);
    }
    return 0;
}

/// A line editor on copies of two descriptors; NULL if there are none left.
static inline EditLine *awsx_el_begin(const char *program, int input, int output) {
    int in = dup(input), out = dup(output);
    FILE *reader = in < 0 ? NULL : fdopen(in, "r"), *writer = out < 0 ? NULL : fdopen(out, "w");
    return reader == NULL || writer == NULL ? NULL : el_init(program, reader, writer, writer);
}

static inline void awsx_el_end(EditLine *el) {
    FILE *reader = NULL, *writer = NULL;
    el_get(el, EL_GETFP, 0, &reader);
    el_get(el, EL_GETFP, 1, &writer);
    // What was typed ahead is for whoever reads next.
    el_set(el, EL_EDITMODE, 0);
    el_end(el);
    if (reader != NULL) fclose(reader);
    if (writer != NULL) fclose(writer);
}

static inline void awsx_el_set_owner(EditLine *el, void *owner) { el_set(el, EL_CLIENTDATA, owner); }

static inline void *awsx_el_owner(EditLine *el) {
    void *owner = NULL;
    el_get(el, EL_CLIENTDATA, &owner);
    return owner;
}

static inline void awsx_el_set_prompt(EditLine *el, wchar_t *(*prompt)(EditLine *)) { el_wset(el, EL_PROMPT, prompt); }
static inline void awsx_el_set_reader(EditLine *el, int (*reader)(EditLine *, wchar_t *)) {
    el_wset(el, EL_GETCFN, reader);
}
static inline void awsx_el_set_editor(EditLine *el, const char *editor) { el_set(el, EL_EDITOR, editor); }
static inline void awsx_el_ignore_signals(EditLine *el) { el_set(el, EL_SIGNAL, 0); }
static inline void awsx_el_take_signal_keys(EditLine *el) { el_set(el, EL_SETTY, "-d", "-isig", NULL); }
static inline void awsx_el_bind(EditLine *el, const char *key, const char *command) {
    el_set(el, EL_BIND, key, command, NULL);
}
static inline void awsx_el_bind_command_mode(EditLine *el, const char *key, const char *command) {
    el_set(el, EL_BIND, "-a", key, command, NULL);
}
static inline void awsx_el_add(
    EditLine *el, const char *name, const char *help, unsigned char (*function)(EditLine *, int)) {
    el_set(el, EL_ADDFN, name, help, function);
}
static inline void awsx_el_prepare(EditLine *el, int raw) { el_set(el, EL_PREP_TERM, raw); }
static inline void awsx_el_redraw(EditLine *el) { el_set(el, EL_REFRESH); }
static inline void awsx_el_set_history(EditLine *el, HistoryW *history) { el_wset(el, EL_HIST, history_w, history); }

static inline void awsx_history_begin(HistoryW *history, int size) {
    HistEventW event;
    history_w(history, &event, H_SETSIZE, size);
    history_w(history, &event, H_SETUNIQUE, 1);
}
static inline void awsx_history_add(HistoryW *history, const wchar_t *line) {
    HistEventW event;
    history_w(history, &event, H_ENTER, line);
}
#endif
