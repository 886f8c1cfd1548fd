# awsx in oh-my-zsh: copy this folder to $ZSH_CUSTOM/plugins/awsx and add awsx to plugins=(…) in ~/.zshrc.
# A theme owns the prompt there, so it takes the segment in: PROMPT+='${AWSX_PROMPT:+$AWSX_PROMPT }', with single quotes.
# For themes that call functions there is awsx_prompt_info; each call is a subshell.
if command -v awsx >/dev/null; then
    eval "$(awsx init zsh --prompt none)"
fi

function awsx_prompt_info {
    if [[ -n ${AWSX_PROMPT_TEXT-} ]]; then print -rn -- "${AWSX_PROMPT_TEXT//\%/%%} "; fi
}
