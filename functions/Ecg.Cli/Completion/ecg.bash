# bash completion of ecg. In ~/.bashrc:
#
#   eval "$(ecg completion bash)"
_ecg() {
  local line=${COMP_LINE:0:COMP_POINT} word=${COMP_WORDS[COMP_CWORD]} found
  found=$("$1" "[suggest:${#line}]" "$line" 2>/dev/null)
  # Options only where one is begun: elsewhere a file or a folder is more likely meant.
  [[ $word == -* ]] || found=$(sed '/^-/d' <<<"$found")
  local IFS=$'\n'
  COMPREPLY=($(compgen -W "$found" -- "$word"))
}
complete -o bashdefault -o default -F _ecg ecg
