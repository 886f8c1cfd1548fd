"""Inputs made from good ones by many small faults; all from one random generator, so that a seed gives the same again."""
import copy
import json

# Numbers, texts and marks at which programs break.
NUMBERS = [
    '0', '-0', '-1', '1', '1e999', '-1e999', '1e-999', '9223372036854775807', '9223372036854775808',
    '-9223372036854775808', '-9223372036854775809', '9223372036854775', '9007199254740993', '18446744073709551616',
    '99999999999999999999999999', '1.5', '0x10', '00012', '1E2', '4294967296', '2147483648', '253402300800',
    '-62135596801', '92233720368547758', 'NaN', 'Infinity',
]
TIMES = [
    '2099-01-01T00:00:00Z', '2099-01-01T00:00:00UTC', '1970-01-01T00:00:00Z', '9999-12-31T23:59:59Z',
    '0000-00-00T00:00:00Z', '2026-02-30T25:61:61Z', '2099-01-01T00:00:00+99:99', '2099-01-01T00:00:00.999999999999Z',
    '-9999-01-01T00:00:00Z', '999999999999-01-01T00:00:00Z', '2099-01-01', '2099-01-01T00:00:00-00:00',
]
TEXTS = TIMES + [
    '', ' ', 'x', 'true', 'null', '../../../etc/passwd', '/dev/zero', '/', '.', '%s%n', '$(touch x)', '`id`', '\x1b[31mred\x07',
    '\x9b2J', '\u202egnp', '\ufeff', '\u2028', '\x00', '\r\n', '\n', '\t', '"', "'", '\\', 'é', 'e\u0301', '日本', '😀',
    'a' * 300, 'a' * 70_000, 'https://user:word@example.com/x?y#z', 'http://[::1', 'http://127.0.0.1:99999', '://',
    'us-east-1', 'eu-west-1.evil.example/', '111111111111', '000000000001', 'default', 'DEFAULT', 'arn:aws:iam::1:role/x',
    'arn:aws:iam::222222222222:role/Deploy', ':::::', 'p0', 'corp', '=', '[', ']', '#', ';',
]
BYTES = [
    b'\x00', b'\xff', b'\xfe\xff', b'\xc3', b'\xe2\x80', b'\xed\xa0\x80', b'\xf4\x90\x80\x80', b'\xef\xbb\xbf', b'\r', b'\n',
    b'\r\n', b'\x0b', b'\x0c', b'\x1c', b'\x85', b'\xc2\x85', b'\xe2\x80\xa8', b'\xe2\x80\xae', b'\x1b[2J', b'\x7f', b'[', b']', b'{',
    b'}', b'"', b'\\', b'\\u0000', b'\\ud800', b'\\u', b',', b':', b'=', b' = ', b'#', b';', b' ', b'\t', b'\n ', b'\n[', b'<', b'>',
    b'&', b'&lt;', b'&#0;', b'&#x110000;', b'<![CDATA[', b'<!DOCTYPE x>', b'<!--',
] + [number.encode() for number in NUMBERS]


def mutate_bytes(random, data, others):
    """A few faults in bytes, wherever they fall."""
    data = bytearray(data)
    for _ in range(random.choice([1, 1, 1, 2, 3, 8])):
        at = random.randrange(len(data) + 1)
        end = min(len(data), at + random.choice([1, 1, 2, 5, 20, 200]))
        match random.randrange(9):
            case 0 if data:
                data[at % len(data)] ^= 1 << random.randrange(8)
            case 1 if data:
                data[at % len(data)] = random.randrange(256)
            case 2:
                del data[at:end]
            case 3:
                data[at:at] = random.choice(BYTES)
            case 4:
                data[at:end] = random.choice(BYTES)
            case 5:
                data[at:at] = data[at:end] * random.choice([1, 1, 2, 100, 3000])
            case 6:
                del data[at:]
            case 7:
                other = random.choice(others)
                start = random.randrange(len(other) + 1)
                data[at:end] = other[start:start + random.randrange(100)]
            case _:
                data[at:at] = bytes(random.randrange(256) for _ in range(random.choice([1, 4, 40])))
    return bytes(data)


class Number(str):
    """A JSON number in a spelling of its own."""


class Pairs(list):
    """A JSON object as its members, of which two may have one name."""


def parse(data):
    return json.loads(data, object_pairs_hook=Pairs, parse_int=Number, parse_float=Number)


def text(value, random=None):
    """JSON as text, in a layout that the random generator chooses."""
    gap = random.choice(['', ' ', '\n\t']) if random else ' '
    match value:
        case Number():
            return str(value)
        case Pairs():
            members = (json.dumps(name) + ':' + gap + text(member, random) for name, member in value)
            return '{' + (',' + gap).join(members) + '}'
        case list():
            return '[' + (',' + gap).join(text(member, random) for member in value) + ']'
    return json.dumps(value, ensure_ascii=random is None or random.random() < 0.5)


def places(value, found, depth=0):
    """Every place of a document that holds a value, down to some depth: the list that it is in, and its index there."""
    for index, member in enumerate(value):
        inner = member[1] if isinstance(value, Pairs) else member
        found.append((value, index))
        if isinstance(inner, list) and depth < 50:
            places(inner, found, depth + 1)
    return found


def any_value(random, depth=0):
    match random.randrange(9 if depth < 3 else 6):
        case 0:
            return Number(random.choice(NUMBERS[:-2]))
        case 1 | 2:
            return random.choice(TEXTS)
        case 3:
            return random.choice([None, True, False])
        case 4:
            return Number(random.randrange(-10**6, 10**14))
        case 5:
            return random.choice(TIMES)
        case 6:
            return [any_value(random, depth + 1) for _ in range(random.randrange(4))]
        case 7:
            return Pairs((random.choice(TEXTS), any_value(random, depth + 1)) for _ in range(random.randrange(4)))
    value = any_value(random, 3)
    for _ in range(random.choice([2, 100, 5000])):
        value = [value]
    return value


def mutate_json(random, data, others):
    """A few faults in the structure of a JSON document, which stays one."""
    document = [copy.deepcopy(parse(data))]
    for _ in range(random.choice([1, 1, 1, 2, 4])):
        holder, index = random.choice(places(document, []))
        is_member = isinstance(holder, Pairs)
        name = holder[index][0] if is_member else None

        def put(value):
            holder[index] = (name, value) if is_member else value

        match random.randrange(7):
            case 0 | 1 | 2:
                put(any_value(random))
            case 3 if is_member:
                del holder[index]
            case 4:
                holder.insert(random.randrange(len(holder) + 1), holder[index])
            case 5 if is_member:
                holder[index] = (random.choice([name.upper(), name.lower(), name + ' ', '', random.choice(TEXTS)]),
                                 holder[index][1])
            case _:
                put(random.choice([[holder[index][1] if is_member else holder[index]], Pairs(), [], None]))
        if not document:
            document.append(None)
    try:
        return text(document[0], random).encode('utf-8', 'surrogatepass')
    except RecursionError:
        return b'[' * 6000 + b']' * 6000


def mutate_lines(random, data, others):
    """A few faults in the lines of a file of settings."""
    lines = data.decode().split('\n')
    foreign = [line for other in others for line in other.decode().split('\n')]
    for _ in range(random.choice([1, 1, 2, 3, 6])):
        at = random.randrange(len(lines))
        line = lines[at]
        key, mark, value = line.partition(random.choice(['=', ':']) if '=' not in line else '=')
        match random.randrange(12):
            case 0:
                del lines[at]
            case 1:
                lines.insert(random.randrange(len(lines) + 1), line)
            case 2:
                lines.insert(at, random.choice(foreign))
            case 3:
                lines[at] = random.choice([' ', '\t', '\u00a0', '\u3000', '    ']) + line
            case 4:
                lines[at] = f'{key}{mark} {random.choice(TEXTS)}'
            case 5:
                lines[at] = f'{key}{mark} {random.choice(NUMBERS)}'
            case 6:
                other = random.choice(foreign).partition('=')
                lines[at] = random.choice([f'{key}= {other[2]}', f'{other[0]}= {value}'])
            case 7:
                lines[at] = f'[{random.choice(["profile ", "sso-session ", "services ", "", "profile  ", "rule "])}{random.choice(TEXTS)}]'
            case 8:
                lines[at] = line + random.choice([' # x', ' ; x', '"', "'", '\\', ']', '[', '\r', '\x00', '\u2028'])
            case 9:
                lines[at] = random.choice([line.upper(), line.replace('=', ':'), line.replace(' ', ''), f'"{line}"'])
            case 10:
                lines[at:at] = [random.choice(foreign)] * random.choice([2, 50, 400])
            case _:
                lines[at] = key + mark
        if not lines:
            lines.append('')
    return '\n'.join(lines).encode('utf-8', 'surrogatepass')


def mutate(random, data, form, others):
    """An input of a form (`json`, `lines` or `bytes`) made from a good one."""
    if random.random() < 0.02:
        return data
    if form == 'json' and random.random() < 0.6:
        return mutate_json(random, data, others)
    if form == 'lines' and random.random() < 0.6:
        return mutate_lines(random, data, others)
    return mutate_bytes(random, data, others)
