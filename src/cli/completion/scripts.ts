export const SHELLS = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof SHELLS)[number];

/**
 * What a shell must read to complete `tokwatt`. The shell asks `tokwatt completion SHELL -- WORDS...` at every tab. The
 * answer's first line says whether the candidates are `paths` or `words`; then comes one a line, with its description
 * behind a tab.
 */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `# Completion of tokwatt for bash. In this shell: source <(tokwatt completion bash)
_tokwatt() {
  local kind line program="\${COMP_WORDS[0]/#\\~\\//$HOME/}"
  COMPREPLY=()
  {
    IFS= read -r kind
    while IFS= read -r line; do COMPREPLY+=("\${line%%$'\\t'*}"); done
  } < <("$program" completion bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2> /dev/null)
  if [[ $kind == paths ]]; then compopt -o filenames 2> /dev/null; fi
}
complete -F _tokwatt tokwatt
`,
  zsh: `#compdef tokwatt
# Completion of tokwatt for zsh. In this shell, after compinit: source <(tokwatt completion zsh)
_tokwatt() {
  local line program="\${words[1]/#\\~\\//$HOME/}"
  local -a lines described folders files
  lines=("\${(@f)$("$program" completion zsh -- "\${(@Q)words[2,CURRENT]}" 2> /dev/null)}")
  for line in "\${(@)lines[2,-1]}"; do
    described+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
    if [[ \${line%%$'\\t'*} == */ ]]; then folders+=("\${line%%$'\\t'*}"); else files+=("\${line%%$'\\t'*}"); fi
  done
  if [[ \${lines[1]} == paths ]]; then
    compadd -S '' -a folders
    compadd -a files
  else
    _describe tokwatt described
  fi
}
if [[ \${funcstack[1]} == _tokwatt ]]; then _tokwatt "$@"; else compdef _tokwatt tokwatt; fi
`,
  fish: `# Completion of tokwatt for fish. In this shell: tokwatt completion fish | source
function __tokwatt_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l program (string replace -r '^~/' "$HOME/" -- $words[1])
    $program completion fish -- $words[2..-1] "$current" 2> /dev/null | tail -n +2
end
complete -c tokwatt -f -a '(__tokwatt_complete)'
`,
};
