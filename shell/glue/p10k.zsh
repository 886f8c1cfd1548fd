# awsx in powerlevel10k: source this from ~/.zshrc after the line that sources ~/.p10k.zsh, which forgets settings that
# were made before. In ~/.p10k.zsh add `awsx` to POWERLEVEL9K_LEFT_PROMPT_ELEMENTS or
# POWERLEVEL9K_RIGHT_PROMPT_ELEMENTS, and take `aws` out, which would say it a second time. No process is started.
function prompt_awsx {
    emulate -L zsh
    [[ -n ${AWSX_PROMPT_TEXT-} ]] || return 0
    local state=${(U)AWSX_PROMPT_STATE//-/_} colour=${_awsx_ink:-cyan}
    [[ $state == (LOGIN_NEEDED|UNUSABLE) ]] && colour=yellow
    # A % in a name is no prompt escape.
    p10k segment -s "$state" -f "$colour" -t "${AWSX_PROMPT_TEXT//\%/%%}"
}
# Shown while a command that uses AWS is typed; remove the line to see it always.
typeset -g POWERLEVEL9K_AWSX_SHOW_ON_COMMAND='aws|awsx|tofu|terraform|cdk|sam|kubectl|helm|eksctl|packer'
