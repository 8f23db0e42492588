#!/usr/bin/env bash
# Ends the Slurm that up.sh started, jobs and all, and deletes its folder unless --keep is given.
set -euo pipefail

keep=no
[[ ${1:-} == --keep ]] && keep=yes
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=${TOKWATT_SLURM_HOME:-$here/../../.real/slurm}
[[ -d $home/pids ]] || exit 0
home=$(cd "$home" && pwd)

# Told by what they were started with, as a process number may have been given to another process. A job is told by its environment:
# a shell in which somebody set SLURM_CONF has no job.
told() { cat "/proc/$1/cmdline" "/proc/$1/environ" 2> /dev/null | tr '\0' '\n'; }
is_daemon() { told "$1" | grep -F "$home/" > /dev/null; }
is_job() {
  local words
  words=$(told "$1") && grep -qF "SLURM_CONF=$home/" <<< "$words" && grep -qE '^(SLURM_JOB_ID=|slurmstepd:)' <<< "$words"
}

# end PATTERN...: SIGTERM, and SIGKILL to what is left after ten seconds.
end() {
  local pids=() name pid
  for name in $(cd "$home/pids" && compgen -G "$1" || true); do
    pid=$(cat "$home/pids/$name")
    if [[ -n $pid ]] && is_daemon "$pid"; then
      kill "$pid" 2> /dev/null || true
      pids+=("$pid")
    fi
  done
  local deadline=$((SECONDS + 10))
  for pid in "${pids[@]}"; do
    while is_daemon "$pid"; do
      ((SECONDS < deadline)) || kill -KILL "$pid" 2> /dev/null || true
      sleep 0.1
    done
  done
}

end 'slurmd-*'
for folder in /proc/[0-9]*; do
  pid=${folder#/proc/}
  if ((pid != $$)) && is_job "$pid"; then kill -KILL "$pid" 2> /dev/null || true; fi
done
end slurmctld
end slurmdbd
end mariadbd
end 'munged-*'
if [[ $keep == no ]]; then rm -rf -- "$home"; fi
