"""Feeds awsx mutated files and mutated answers of servers, and judges how each run ends.

fuzz.py --prefix DIR --work DIR --kind KIND --seed N --count N [--only INDEX] [--workers N]

Says first what it will do, for who ends it early. Prints one line for each kind of fault, with the seed and index that give it again, and a last line `KIND: …` that counts
the statuses. Ends with 1 if there was a fault.
"""
import argparse
import collections
import multiprocessing
import os
import pathlib
import random
import re
import select
import shutil
import signal
import time

import canary
import kinds
import mutation

# The guide's table; what is not in it no run may end with.
STATUSES = {0, 1, 64, 66, 69, 75, 77, 78, 79, 126, 127}
# Under load a run may take long; one that hangs takes for ever.
DEADLINE = 20


class Runner:
    """Runs one program after the other, each with a deadline."""

    def __init__(self, work):
        self.files = [str(work / name) for name in ('stdout', 'stderr')]

    def run(self, program, words, environment, folder):
        output, error = self.files
        flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC
        actions = [(os.POSIX_SPAWN_OPEN, 0, '/dev/null', os.O_RDONLY, 0),
                   (os.POSIX_SPAWN_OPEN, 1, output, flags, 0o600), (os.POSIX_SPAWN_OPEN, 2, error, flags, 0o600)]
        os.chdir(folder)
        process = os.posix_spawn(program, [program] + words, environment, file_actions=actions, setpgroup=0)
        # It stays until it is waited for, so neither the descriptor nor the number can mean another one.
        handle = os.pidfd_open(process)
        poll = select.poll()
        poll.register(handle, select.POLLIN)
        has_ended = bool(poll.poll(DEADLINE * 1000))
        os.close(handle)
        if not has_ended:
            os.killpg(process, signal.SIGKILL)
        status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        return status if has_ended else 'hang', pathlib.Path(output).read_bytes(), pathlib.Path(error).read_bytes()


def is_harmless(data, allowed=''):
    """Text that no terminal acts on."""
    try:
        decoded = data.decode()
    except UnicodeDecodeError:
        return False
    return not re.search('[\x00-\x09\x0b-\x1f\x7f-\x9f]', decoded.replace(allowed, ''))


def faults(case, status, output, error, keeps_secrets):
    """What is wrong with the end of a run."""
    if status == 'hang':
        yield f'still running after {DEADLINE} s'
    elif status not in STATUSES:
        yield f'ended with {status}' + (', a signal' if status < 0 else '')
    elif status not in case.statuses:
        yield f'ended with {status}, which {case.words[0]} never should here'
    if not is_harmless(error):
        yield 'raw bytes on stderr'
    if len(error) > 200_000:
        yield f'{len(error)} bytes on stderr'
    if b'Fatal error' in error or b'Optional(' in error or b'Swift.' in error:
        yield 'the insides of the program on stderr'
    if keeps_secrets and canary.MARK in error:
        yield 'a secret on stderr'
    if keeps_secrets and canary.MARK in output and not case.shows_secrets:
        yield 'a secret on stdout'
    # Between a candidate and its description stands a tab.
    # Prompts are painted, and what a shell is to evaluate holds any text in quotes.
    is_shown = not case.shows_secrets and case.words[0] not in ('prompt', 'shell-hook')
    if is_shown and not is_harmless(output, '\t' if case.words[0] == 'complete' else ''):
        yield 'raw bytes on stdout'
    if status not in (0, 1) and status != 'hang' and not error and not output:
        yield f'ended with {status} and said nothing'
    if '--json' in case.words and output and parsed(output) is None:
        yield 'no JSON on stdout'


def parsed(data):
    try:
        return mutation.parse(data) or True
    except (ValueError, RecursionError):
        return None


def work(arguments, worker, indices):
    """One worker's share: yields its findings and counts at the end."""
    place = pathlib.Path(arguments.work) / f'{arguments.kind}-{worker}'
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True, mode=0o700)
    kind = kinds.make(arguments.kind, pathlib.Path(arguments.prefix), place)
    runner = Runner(place)
    counts, found = collections.Counter(), {}
    for index in indices:
        generator = random.Random(f'{arguments.seed} {arguments.kind} {index}')
        case = kind.case(generator)
        status, output, error = runner.run(case.program, case.words, kind.environment, str(kind.home))
        counts[status] += 1
        problems = list(faults(case, status, output, error, kind.keeps_secrets(case)))
        problems += kind.after(case, status)
        for problem in problems:
            key = f'{problem}: {" ".join(case.words)}'
            if key not in found:
                saved = pathlib.Path(arguments.work) / f'input-{arguments.kind}-{index}'
                saved.write_bytes(case.data)
                found[key] = [0, index, str(saved), error[-300:], output[-300:]]
            found[key][0] += 1
    kind.end()
    return counts, found


def main():
    parser = argparse.ArgumentParser()
    for name in ('prefix', 'work', 'kind'):
        parser.add_argument(f'--{name}', required=True)
    parser.add_argument('--seed', type=int, required=True)
    parser.add_argument('--count', type=int, default=1)
    parser.add_argument('--only', type=int)
    parser.add_argument('--workers', type=int, default=os.cpu_count())
    arguments = parser.parse_args()
    indices = [arguments.only] if arguments.only is not None else range(arguments.count)
    workers = min(arguments.workers, len(indices))
    print(f'{arguments.kind}: {len(indices)} inputs to come, seed {arguments.seed}', flush=True)
    begin = time.monotonic()
    with multiprocessing.get_context('fork').Pool(workers) as pool:
        shares = [(arguments, number, indices[number::workers]) for number in range(workers)]
        results = pool.starmap(work, shares)
    counts, found = collections.Counter(), {}
    for share, problems in results:
        counts += share
        for key, value in problems.items():
            found[key] = [found[key][0] + value[0], *found[key][1:]] if key in found else value
    for key, (times, index, saved, error, output) in sorted(found.items()):
        print(f'{arguments.kind}: {key}\n    {times} times; again: --seed {arguments.seed} --only {index}; input: {saved}'
              f'\n    stderr: {error!r}\n    stdout: {output!r}')
    print(f'{arguments.kind}: {sum(counts.values())} inputs, seed {arguments.seed}, {time.monotonic() - begin:.0f} s, '
          + 'statuses ' + ', '.join(f'{status} × {times}' for status, times in sorted(counts.items(), key=str)))
    raise SystemExit(1 if found else 0)


if __name__ == '__main__':
    main()
