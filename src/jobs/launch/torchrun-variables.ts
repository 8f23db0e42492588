/** Where the processes of a training meet. */
export interface Rendezvous {
  readonly address: string;
  readonly port: number | string;
  readonly nodes: number | string;
}

/**
 * Environment that lets `torchrun train.py` find the other nodes without arguments: `torch.distributed.run` reads the default of
 * each of its options from `PET_<OPTION>` (torch/distributed/argparse_util.py); training scripts and other launchers read the
 * short names.
 */
export function rendezvousVariables({ address, port, nodes }: Rendezvous): Readonly<Record<string, string>> {
  return {
    MASTER_ADDR: address,
    MASTER_PORT: String(port),
    NNODES: String(nodes),
    PET_MASTER_ADDR: address,
    PET_MASTER_PORT: String(port),
    PET_NNODES: String(nodes),
  };
}

/** The rank of a node among those of the job, counted from 0. */
export function nodeRankVariables(rank: number | string): Readonly<Record<string, string>> {
  return { NODE_RANK: String(rank), PET_NODE_RANK: String(rank) };
}

/** Lines come when they are printed and not when a buffer is full: without it the time of a line says nothing. */
export const UNBUFFERED_VARIABLES: Readonly<Record<string, string>> = { PYTHONUNBUFFERED: "1" };
