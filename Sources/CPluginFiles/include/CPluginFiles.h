#pragma once

// What authors of plugins start from and test with, as it lies in PluginKit/Templates and PluginKit/Conversations; each ends
// with a NUL.

const char *_Nonnull awsx_template_provider_sh(void);
const char *_Nonnull awsx_template_provider_py(void);
const char *_Nonnull awsx_template_provider_swift(void);
const char *_Nonnull awsx_template_hook_sh(void);
const char *_Nonnull awsx_template_hook_py(void);
const char *_Nonnull awsx_template_hook_swift(void);
const char *_Nonnull awsx_template_command_sh(void);
const char *_Nonnull awsx_template_command_py(void);
const char *_Nonnull awsx_template_command_swift(void);
const char *_Nonnull awsx_template_readme(void);
const char *_Nonnull awsx_template_build(void);
const char *_Nonnull awsx_conversations_provider(void);
const char *_Nonnull awsx_conversations_hook(void);
const char *_Nonnull awsx_conversations_completion(void);
