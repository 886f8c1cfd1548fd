#include "CPluginFiles.h"

static const char awsx_template_provider_sh_text[] = {
#embed "../PluginKit/Templates/provider.sh" suffix(, 0)
};
static const char awsx_template_provider_py_text[] = {
#embed "../PluginKit/Templates/provider.py" suffix(, 0)
};
static const char awsx_template_provider_swift_text[] = {
#embed "../PluginKit/Templates/provider.swift" suffix(, 0)
};
static const char awsx_template_hook_sh_text[] = {
#embed "../PluginKit/Templates/hook.sh" suffix(, 0)
};
static const char awsx_template_hook_py_text[] = {
#embed "../PluginKit/Templates/hook.py" suffix(, 0)
};
static const char awsx_template_hook_swift_text[] = {
#embed "../PluginKit/Templates/hook.swift" suffix(, 0)
};
static const char awsx_template_command_sh_text[] = {
#embed "../PluginKit/Templates/command.sh" suffix(, 0)
};
static const char awsx_template_command_py_text[] = {
#embed "../PluginKit/Templates/command.py" suffix(, 0)
};
static const char awsx_template_command_swift_text[] = {
#embed "../PluginKit/Templates/command.swift" suffix(, 0)
};
static const char awsx_template_readme_text[] = {
#embed "../PluginKit/Templates/README.md" suffix(, 0)
};
static const char awsx_template_build_text[] = {
#embed "../PluginKit/Templates/build" suffix(, 0)
};
static const char awsx_conversations_provider_text[] = {
#embed "../PluginKit/Conversations/provider.jsonl" suffix(, 0)
};
static const char awsx_conversations_hook_text[] = {
#embed "../PluginKit/Conversations/hook.jsonl" suffix(, 0)
};
static const char awsx_conversations_completion_text[] = {
#embed "../PluginKit/Conversations/completion.jsonl" suffix(, 0)
};

const char *awsx_template_provider_sh(void) { return awsx_template_provider_sh_text; }
const char *awsx_template_provider_py(void) { return awsx_template_provider_py_text; }
const char *awsx_template_provider_swift(void) { return awsx_template_provider_swift_text; }
const char *awsx_template_hook_sh(void) { return awsx_template_hook_sh_text; }
const char *awsx_template_hook_py(void) { return awsx_template_hook_py_text; }
const char *awsx_template_hook_swift(void) { return awsx_template_hook_swift_text; }
const char *awsx_template_command_sh(void) { return awsx_template_command_sh_text; }
const char *awsx_template_command_py(void) { return awsx_template_command_py_text; }
const char *awsx_template_command_swift(void) { return awsx_template_command_swift_text; }
const char *awsx_template_readme(void) { return awsx_template_readme_text; }
const char *awsx_template_build(void) { return awsx_template_build_text; }
const char *awsx_conversations_provider(void) { return awsx_conversations_provider_text; }
const char *awsx_conversations_hook(void) { return awsx_conversations_hook_text; }
const char *awsx_conversations_completion(void) { return awsx_conversations_completion_text; }
