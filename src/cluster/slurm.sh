#!/usr/bin/env bash
# Reads a long list of papers as an array job, a shard a task.
#
#     attsats cluster slurm > read.sbatch
#     LISTING=papers.txt OUT=/shared/shards SHARDS=80 sbatch --array=1-80 read.sbatch
#     ls /shared/shards | wc -l                          # how far it is
#     attsats merge /shared/shards --archive archive     # says which shards are missing
#
# A shard that stands is passed over: what did not end is sent again by the same command, or with --array=3,17 alone.
# SLURM starts the shard of a node that died anew (--requeue); a paper that kills its reader twice is quarantined by
# attsats, within the shard. The same without SLURM, by GNU parallel:
#
#     parallel --retries 3 'attsats read --manifest papers.txt --out shards --threads 1 --shard {}/80 || [ $? = 1 ]' ::: $(seq 80)
#
#SBATCH --job-name=attsats
#SBATCH --cpus-per-task=2
#SBATCH --mem=4G
#SBATCH --time=4:00:00
#SBATCH --requeue
set -u

"${ATTSATS:-attsats}" read --manifest "${LISTING:?}" --out "${OUT:?}" \
    --shard "${SLURM_ARRAY_TASK_ID:?}/${SHARDS:?}" --threads "${SLURM_CPUS_PER_TASK:-1}"
code=$?
# 1: done, and something was quarantined.
[[ $code -le 1 ]] || exit "$code"
