#!/usr/bin/env bash
# Starts a real Slurm of four nodes on this machine, or what of it is not running: a controller, four slurmd, and with
# --accounting slurmdbd on a MariaDB of its own. No systemd, nothing outside one folder. The last line on stdout is SLURM_CONF=....
#
#   scripts/slurm/up.sh [--accounting] [--install]
#
#   --install     installs what is missing with apt-get (Debian, as root); without it nothing is installed
#   --accounting  keeps an accounting database, so that sacct answers
#
#   TOKWATT_SLURM_HOME  folder of the cluster; default .real/slurm in the project. Its path must be short: sockets are in it.
#   TOKWATT_SLURM_PORT  first of 16 ports of the loopback address; default 17000
#
# Partitions: ascend (n1, n2: 16 npu each), gpu (n3, n4: 8 gpu each), urgent (all four; pre-empts the others).
#
# Every daemon that stands for a machine has a munged of its own, all with one key: munged refuses what it has seen before, and
# each node has to read the same credential of a job. A Slurm built with --enable-multiple-slurmd, as that of Debian 12 is, looks over
# that; others do not. For the same reason no two nodes have the same NodeHostname.
set -euo pipefail

install=no
accounting=no
for argument in "$@"; do
  case $argument in
    --install) install=yes ;;
    --accounting) accounting=yes ;;
    *)
      sed -n '2,17s/^# \{0,1\}//p' "${BASH_SOURCE[0]}" >&2
      exit 2
      ;;
  esac
done

PATH=$PATH:/usr/sbin:/sbin
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
home=${TOKWATT_SLURM_HOME:-$here/../../.real/slurm}
mkdir -p "$home"
home=$(cd "$home" && pwd)
port=${TOKWATT_SLURM_PORT:-17000}
user=$(id -un)
nodes=(n1 n2 n3 n4)

say() { echo "slurm: $*" >&2; }
fail() {
  say "$*"
  exit 1
}

# --- what is needed -------------------------------------------------------------------------------------------------------

programs=(munged slurmctld slurmd scontrol sbatch srun)
packages=(munge slurm-wlm)
if [[ $accounting == yes ]]; then
  programs+=(slurmdbd sacctmgr mariadbd mariadb-install-db mariadb)
  packages+=(slurmdbd mariadb-server)
fi
missing() {
  local program
  for program in "${programs[@]}"; do command -v "$program" > /dev/null || echo "$program"; done
}
if [[ -n $(missing) && $install == yes ]]; then
  say "installing ${packages[*]}"
  export DEBIAN_FRONTEND=noninteractive
  # In run level 1 no package starts a service of its own.
  {
    # Where no mirror answers, one wants to know soon.
    apt=(timeout 150 apt-get -qq -o Acquire::Retries=1 -o Acquire::http::Timeout=15)
    # Another of these may be installing the same.
    flock 9
    if [[ -n $(missing) ]]; then
      "${apt[@]}" update
      RUNLEVEL=1 "${apt[@]}" install -y --no-install-recommends "${packages[@]}"
    fi
  } 9> /run/lock/tokwatt-slurm-install > "$home/install.log" 2>&1 < /dev/null || fail "apt-get could not install ${packages[*]}: see $home/install.log"
fi
if [[ -n $(missing) ]]; then
  fail "missing: $(missing | tr '\n' ' ')(apt-get install ${packages[*]}, or scripts/slurm/up.sh --install as root)"
fi
# The longest path of a socket is 107 characters.
((${#home} <= 80)) || fail "the path of TOKWATT_SLURM_HOME is too long for sockets: $home"

mkdir -p "$home"/{pids,log,state,spool,gres,munge}
chmod 755 "$home" "$home/munge"

# --- starting one daemon --------------------------------------------------------------------------------------------------

is_running() {
  local pid
  # The number may have been given to another process.
  pid=$(cat "$home/pids/$1" 2> /dev/null) && [[ -n $pid ]] &&
    cat "/proc/$pid/cmdline" "/proc/$pid/environ" 2> /dev/null | tr '\0' '\n' | grep -F "$home/" > /dev/null
}

# start NAME COMMAND...: every command has a path below the cluster's folder among its arguments or in its environment.
start() {
  local name=$1
  shift
  is_running "$name" && return
  setsid "$@" > "$home/log/$name.out" 2>&1 < /dev/null &
  echo $! > "$home/pids/$name"
}

# await SECONDS WHAT COMMAND...
await() {
  local deadline=$((SECONDS + $1)) what=$2
  shift 2
  until "$@" > /dev/null 2>&1; do
    ((SECONDS < deadline)) || fail "$what did not come up: see $home/log"
    sleep 0.2
  done
}

# --- munge ----------------------------------------------------------------------------------------------------------------

key=$home/munge/key
if [[ ! -s $key ]]; then
  (umask 077 && head -c 1024 /dev/urandom > "$key")
fi
start_munged() {
  local name=$1
  start "munged-$name" munged --foreground --force --num-threads=2 --key-file="$key" --socket="$home/munge/$name.socket" \
    --pid-file="$home/munge/$name.pid" --log-file="$home/log/munged-$name.log" --seed-file="$home/munge/$name.seed"
}
for name in control "${nodes[@]}"; do start_munged "$name"; done
for name in control "${nodes[@]}"; do await 20 "munged of $name" test -S "$home/munge/$name.socket"; done

# --- configuration --------------------------------------------------------------------------------------------------------

for index in $(seq 0 15); do : >> "$home/gres/npu$index"; done
for index in $(seq 0 7); do : >> "$home/gres/gpu$index"; done

storage=accounting_storage/none
[[ $accounting == yes ]] && storage=accounting_storage/slurmdbd

# write_conf FILE MUNGE: the same for all but for the munged that is asked.
write_conf() {
  cat > "$1" << CONF
ClusterName=tokwatt
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$port
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$home/munge/$2.socket
CredType=cred/munge
DebugFlags=NO_CONF_HASH
StateSaveLocation=$home/state
SlurmdSpoolDir=$home/spool/%n
SlurmctldPidFile=$home/state/slurmctld.pid
SlurmdPidFile=$home/spool/%n.pid
SlurmctldLogFile=$home/log/slurmctld.log
SlurmdLogFile=$home/log/slurmd-%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=$storage
AccountingStorageHost=127.0.0.1
AccountingStoragePort=$((port + 5))
AccountingStoragePass=$home/munge/$2.socket
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerType=sched/backfill
SchedulerParameters=batch_sched_delay=0,sched_min_interval=0,bf_interval=2
PreemptType=preempt/partition_prio
PreemptMode=CANCEL
SlurmdParameters=config_overrides
ReturnToService=2
SlurmctldTimeout=10
SlurmdTimeout=10
KillWait=3
MinJobAge=30
JobRequeue=1
GresTypes=gpu,npu
$(for index in 0 1 2 3; do
    gres=npu:16
    ((index >= 2)) && gres=gpu:8
    echo "NodeName=n$((index + 1)) NodeHostname=n$((index + 1)) NodeAddr=127.0.0.1 Port=$((port + index + 1)) CPUs=8 RealMemory=8000 Gres=$gres State=UNKNOWN"
  done)
PartitionName=ascend Nodes=n[1-2] Default=YES MaxTime=INFINITE PriorityTier=1 PreemptMode=CANCEL State=UP
PartitionName=gpu Nodes=n[3-4] MaxTime=INFINITE PriorityTier=1 PreemptMode=CANCEL State=UP
PartitionName=urgent Nodes=n[1-4] MaxTime=INFINITE PriorityTier=10 PreemptMode=OFF State=UP
CONF
}
# Slurm reads the other files beside the one that it is told of.
write_others() {
  cat > "$1/gres.conf" << CONF
AutoDetect=off
NodeName=n[1-2] Name=npu File=$home/gres/npu[0-15]
NodeName=n[3-4] Name=gpu File=$home/gres/gpu[0-7]
CONF
  # Nothing here needs control groups; where slurmd sets them up all the same, it must not ask a systemd for them.
  case $(slurmd -V) in
    *\ 2[0-2].* | *\ 23.0*) echo "CgroupPlugin=cgroup/v1" > "$1/cgroup.conf" ;;
    *) echo "CgroupPlugin=disabled" > "$1/cgroup.conf" ;;
  esac
}
write_conf "$home/slurm.conf" control
write_others "$home"
for name in "${nodes[@]}"; do
  mkdir -p "$home/spool/$name" "$home/conf-$name"
  write_conf "$home/conf-$name/slurm.conf" "$name"
  write_others "$home/conf-$name"
done
export SLURM_CONF=$home/slurm.conf

# --- accounting -----------------------------------------------------------------------------------------------------------

if [[ $accounting == yes ]]; then
  database=$home/mariadb
  socket=$home/mariadb.socket
  if [[ ! -d $database/mysql ]]; then
    mariadb-install-db --no-defaults --datadir="$database" --user="$user" --auth-root-authentication-method=normal \
      --skip-test-db > "$home/log/mariadb-install.out" 2>&1 || fail "the database could not be made: see $home/log/mariadb-install.out"
  fi
  start mariadbd mariadbd --no-defaults --datadir="$database" --socket="$socket" --user="$user" --bind-address=127.0.0.1 \
    --port=$((port + 6)) --pid-file="$home/mariadb.pid" --innodb-buffer-pool-size=64M --innodb-lock-wait-timeout=900
  await 60 MariaDB mariadb --no-defaults --socket="$socket" --user=root --execute="SELECT 1"
  secret=$home/mariadb-secret
  [[ -s $secret ]] || (umask 077 && head -c 18 /dev/urandom | base64 | tr -d '+/=\n' > "$secret")
  mariadb --no-defaults --socket="$socket" --user=root << SQL
CREATE DATABASE IF NOT EXISTS slurm_acct_db;
CREATE OR REPLACE USER 'slurm'@'127.0.0.1' IDENTIFIED BY '$(cat "$secret")';
CREATE OR REPLACE USER 'slurm'@'localhost' IDENTIFIED BY '$(cat "$secret")';
GRANT ALL ON slurm_acct_db.* TO 'slurm'@'127.0.0.1';
GRANT ALL ON slurm_acct_db.* TO 'slurm'@'localhost';
SQL
  (
    umask 077
    cat > "$home/slurmdbd.conf" << CONF
AuthType=auth/munge
AuthInfo=socket=$home/munge/control.socket
DbdHost=localhost
DbdAddr=127.0.0.1
DbdPort=$((port + 5))
SlurmUser=$user
PidFile=$home/state/slurmdbd.pid
LogFile=$home/log/slurmdbd.log
StorageType=accounting_storage/mysql
StorageHost=127.0.0.1
StoragePort=$((port + 6))
StorageUser=slurm
StoragePass=$(cat "$secret")
StorageLoc=slurm_acct_db
CONF
  )
  # It looks for its file beside slurm.conf, which names the cluster's folder.
  start slurmdbd env SLURM_CONF="$home/slurm.conf" slurmdbd -D
  await 60 slurmdbd sacctmgr --noheader list cluster
  sacctmgr --immediate add cluster tokwatt > "$home/log/sacctmgr.out" 2>&1 || true
fi

# --- Slurm ----------------------------------------------------------------------------------------------------------------

start slurmctld slurmctld -D -f "$home/slurm.conf"
await 60 slurmctld scontrol ping
for name in "${nodes[@]}"; do start "slurmd-$name" slurmd -D -N "$name" -f "$home/conf-$name/slurm.conf"; done

all_up() { [[ $(sinfo --noheader --Node --format='%N %t' | sort -u | grep -cE '^n[1-4] (idle|mix|alloc|comp)$') == 4 ]]; }
await 60 "four nodes" all_up
say "up: $(sinfo --version), $(sinfo --noheader --format='%P %N' | tr '\n' ' ')"
echo "SLURM_CONF=$home/slurm.conf"
