#compdef ecg
# zsh completion of ecg. In ~/.zshrc, after compinit:
#
#   source <(ecg completion zsh)
_ecg() {
  local line="${(j: :)words[1,CURRENT]}" word="${words[CURRENT]}"
  local -a found
  found=(${(f)"$(ecg "[suggest:${#line}]" "$line" 2>/dev/null)"})
  # Options only where one is begun: elsewhere a file or a folder is more likely meant.
  [[ $word == -* ]] || found=(${found:#-*})
  if (( $#found )); then compadd -a found; else _files; fi
}
compdef _ecg ecg
