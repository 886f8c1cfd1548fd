# awsx in oh-my-zsh: copy this folder to $ZSH_CUSTOM/plugins/awsx and add awsx to plugins=(…) in ~/.zshrc.
# A theme owns the prompt there, so the segment is a function for it: PROMPT+='$(awsx_prompt_info)', or without the
# subshell PROMPT+='${AWSX_PROMPT:+$AWSX_PROMPT }', both with single quotes.
if command -v awsx >/dev/null; then
    eval "$(awsx init zsh --prompt none)"
fi

function awsx_prompt_info {
    if [[ -n ${AWSX_PROMPT_TEXT-} ]]; then print -rn -- "${AWSX_PROMPT_TEXT//\%/%%} "; fi
}
