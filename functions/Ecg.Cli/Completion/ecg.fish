# fish completion of ecg. Once:
#
#   ecg completion fish > ~/.config/fish/completions/ecg.fish
function __ecg_complete
    set --local line (commandline --cut-at-cursor)
    set --local found (ecg "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)
    # Options only where one is begun: elsewhere a file or a folder is more likely meant.
    if not string match --quiet -- '-*' (commandline --current-token --cut-at-cursor)
        set found (string match --invert -- '-*' $found)
    end
    string join \n -- $found
end
complete --command ecg --arguments '(__ecg_complete)'
