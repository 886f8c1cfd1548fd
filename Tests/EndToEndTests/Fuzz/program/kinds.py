"""What is fuzzed: for each kind good samples, the place that a mutated one is put in, and the commands that read it."""
import dataclasses
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import time

import answers
import canary
import mutation
from canary import SECRET


CONFIG = f'''[sso-session corp]
sso_start_url = https://corp.awsapps.com/start
sso_region = eu-west-1
sso_registration_scopes = sso:account:access

[default]
sso_session = corp
sso_account_id = 111111111111
sso_role_name = ReadOnly
region = eu-west-1

[profile dev]
sso_session = corp
sso_account_id = 111111111111
sso_role_name = Admin
region = eu-west-1
output = json
s3 =
    max_concurrent_requests = 20
    endpoint_url = https://s3.example

[profile legacy]
sso_start_url = https://old.awsapps.com/start
sso_region = us-east-1
sso_account_id = 222222222222
sso_role_name = Audit

[profile keys]
aws_access_key_id = AKIAEXAMPLE
aws_secret_access_key = {SECRET}
region = us-east-1

[profile deploy]
role_arn = arn:aws:iam::222222222222:role/Deploy
source_profile = keys
duration_seconds = 3600
external_id = x

[profile chain]
role_arn = arn:aws:iam::333333333333:role/Next
source_profile = deploy
role_session_name = ci

[profile guarded]
role_arn = arn:aws:iam::222222222222:role/Guarded
source_profile = dev
mfa_serial = arn:aws:iam::111111111111:mfa/me

[profile web]
role_arn = arn:aws:iam::222222222222:role/Web
web_identity_token_file = /nonexistent/token

[profile machine]
role_arn = arn:aws:iam::222222222222:role/Machine
credential_source = Ec2InstanceMetadata

[profile process]
credential_process = /nonexistent/helper --profile "two words"

[profile signed-in]
login_session = arn:aws:iam::111111111111:user/me
region = us-east-1

# a comment
[profile "two words"]
services = local
endpoint_url = https://example.com

[services local]
sts =
    endpoint_url = https://sts.example
'''

CREDENTIALS = f'''[default]
aws_access_key_id = AKIADEFAULT
aws_secret_access_key = {SECRET}

[keys]
aws_access_key_id = AKIAEXAMPLE
aws_secret_access_key = {SECRET}
aws_session_token = {SECRET}

[old]
aws_access_key_id = AKIAOLD
aws_secret_access_key = {SECRET}
aws_security_token = {SECRET}
region = us-east-1
'''

TOKEN = json.dumps({
    'startUrl': 'https://corp.awsapps.com/start', 'region': 'eu-west-1', 'accessToken': SECRET,
    'expiresAt': '2099-01-01T00:00:00Z', 'clientId': 'c', 'clientSecret': SECRET,
    'registrationExpiresAt': '2099-01-01T00:00:00Z', 'refreshToken': SECRET})
OLD_TOKEN = TOKEN.replace('2099', '2020', 1)
REGISTRATION = json.dumps({
    'clientId': 'c', 'clientSecret': SECRET, 'expiresAt': '2099-01-01T00:00:00Z',
    'scopes': ['sso:account:access'], 'grantTypes': ['authorization_code', 'refresh_token']})
ROLE = json.dumps({
    'ProviderType': 'sso', 'Credentials': {
        'AccessKeyId': 'ASIAEXAMPLE', 'SecretAccessKey': SECRET, 'SessionToken': SECRET,
        'Expiration': '2099-01-01T00:00:00Z', 'AccountId': '111111111111'}})
LOGIN_SESSION = 'arn:aws:iam::111111111111:user/me'
FOLDER = 'profile = dev\nregion = eu-west-1\n# a comment\n'
SETTINGS = '''[prompt]
format = {profile} {account} {role} {keys} {region} {time}

[configure]
name-template = {session|slug}-{account|slug}-{role|slug}

[rule production]
profile = prod-*
colour = red

[rule all]
profile = *
colour = 17

[profile guarded]
mfa_process = /nonexistent/code
'''
FRECENCY = '1790000000\t3.25\tdev\n1790000001\t1\tkeys\n1700000000\t0.5\ttwo words\n'
MANIFEST = json.dumps({
    'schema': 1, 'name': 'guest', 'version': '1.0', 'kinds': ['command'], 'summary': 'A plugin of the tests',
    'protocol': {'min': 1, 'max': 1}, 'needs': {'credentials': 'none'}, 'env': ['AWS_PROFILE']})


def sha1(text):
    return hashlib.sha1(text.encode()).hexdigest()


TOKEN_FILE = f'.aws/sso/cache/{sha1("corp")}.json'
LEGACY_TOKEN_FILE = f'.aws/sso/cache/{sha1("https://old.awsapps.com/start")}.json'
ROLE_FILE = '.aws/cli/cache/' + sha1(json.dumps(
    {'accountId': '111111111111', 'roleName': 'Admin', 'sessionName': 'corp'}, separators=(',', ':'))) + '.json'
LOGIN_FILE = f'.aws/login/cache/{hashlib.sha256(LOGIN_SESSION.encode()).hexdigest()}.json'
REVOKED_FILE = f'.aws/sso/cache/.awsx-{sha1("corp")}.access-revoked'


@dataclasses.dataclass
class Command:
    words: list
    statuses: set
    shows_secrets: bool = False
    writes: bool = False
    # It asks up to ten times, which takes minutes: only its first request meets the fault.
    is_patient: bool = False


@dataclasses.dataclass
class Case:
    program: str
    words: list
    data: bytes
    statuses: set
    shows_secrets: bool
    writes: bool


# What commands that only look may say of files that are broken, and those that need keys.
LOOKS = {0, 66, 78, 79}
TAKES = {0, 1, 66, 69, 75, 77, 78, 79}
DOCTOR = Command(['doctor', '--offline'], {0, 1})
DOCTOR_JSON = Command(['doctor', '--offline', '--json'], {0, 1})
LOGIN = Command(['login', 'dev', '--use-device-code', '--no-browser', '--force'], TAKES, writes=True)
READERS = [
    Command(['profiles', '--long'], {0, 78}), Command(['profiles', '--json'], {0, 78}), DOCTOR, DOCTOR_JSON,
    Command(['explain', 'chain', '--json'], LOOKS), Command(['explain', 'dev', '--service', 's3'], LOOKS),
    Command(['explain', 'keys'], LOOKS), Command(['explain', 'two words', '--service', 'sts', '--json'], LOOKS),
    Command(['status', 'dev', '--json'], LOOKS), Command(['status', 'guarded'], LOOKS),
    Command(['config', 'dump'], {0, 78}), Command(['config', 'dump', '--json'], {0, 78}),
    Command(['complete', 'profiles'], {0}), Command(['complete', 'sessions'], {0}), Command(['prompt'], {0}),
    Command(['shell-hook', 'bash', 'prompt'], {0}), Command(['shell-hook', 'fish', 'use', '', '', 'dev'], {0, 66, 78}),
    Command(['env', 'keys'], TAKES, shows_secrets=True),
    Command(['credential-process', 'keys'], TAKES, shows_secrets=True),
]


class FileKind:
    """A file of the user's."""

    program = 'bin/awsx'

    def __init__(self, prefix, place, path, samples, form, commands, files=()):
        self.prefix, self.place, self.form, self.commands = prefix, place, form, commands
        self.home = place / 'home'
        self.path = self.home / path
        self.samples = [sample.encode() for sample in samples]
        self.files = {self.home / name: text.encode() for name, text in {'.aws/config': CONFIG, **dict(files)}.items()}
        self.environment = {
            'HOME': str(self.home), 'PATH': str(place / 'bin'), 'LANG': 'C.UTF-8', 'AWS_EC2_METADATA_DISABLED': 'true',
            'AWS_MAX_ATTEMPTS': '1', 'AWSX_NO_LOGIN': '1', 'AWSX_CONNECT_TIMEOUT': '2', 'AWSX_READ_TIMEOUT': '2',
            **{f'AWS_ENDPOINT_URL_{name}': 'http://127.0.0.1:9' for name in ('SSO', 'SSO_OIDC', 'STS', 'SIGNIN')}}
        (place / 'bin').mkdir()
        for file in [self.path, *self.files]:
            file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.runs = 0

    def case(self, random):
        self.reset()
        self.data = mutation.mutate(random, random.choice(self.samples), self.form, self.samples)
        self.put(self.data)
        command = random.choice(self.commands)
        return Case(str(self.prefix / self.program), command.words, self.data, command.statuses, command.shows_secrets,
                    command.writes)

    def put(self, data):
        self.write(self.path, data)

    def reset(self):
        """What runs may have changed is as at first; the state folder is emptied now and then."""
        for file, data in self.files.items():
            if not file.exists() or file.read_bytes() != data:
                self.write(file, data)
        self.runs += 1
        if self.runs % 500 == 0:
            shutil.rmtree(self.home / '.local', ignore_errors=True)
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)

    @staticmethod
    def write(file, data):
        file.write_bytes(data)
        file.chmod(0o600)

    def after(self, case, status):
        if case.writes or (self.path.exists() and self.path.read_bytes() == self.data):
            return []
        return ['the file that was only read is another one now']

    def keeps_secrets(self, case):
        """Whether every secret is where one is known as such; elsewhere it may be shown."""
        return (canary.is_kept_in_json if self.form == 'json' else canary.is_kept_in_lines)(case.data)

    def end(self):
        pass


class FolderKind(FileKind):
    """`.awsx`: allowed first, then followed; a file that can't be allowed isn't followed either."""

    def __init__(self, *words):
        super().__init__(*words)
        self.commands = [
            Command(['allow', str(self.home)], {0, 64, 66, 77, 78}),
            Command(['allow', '--revoke', str(self.home)], {0, 1, 64, 66, 77, 78}),
            Command(['shell-hook', 'bash', 'enter', str(self.path)], {0, 66, 77, 78}),
            Command(['shell-hook', 'fish', 'enter', str(self.path)], {0, 66, 77, 78}),
        ]

    def case(self, random):
        case = super().case(random)
        if case.words[0] == 'shell-hook':
            subprocess.run([case.program, 'allow', str(self.home)], env=self.environment, capture_output=True)
        return case


class ManifestKind(FileKind):
    """A plugin's manifest, in an installation of its own."""

    def __init__(self, prefix, place, *rest):
        own = place / 'prefix'
        for name in ('bin/awsx', 'libexec/awsx/awsx-connect'):
            (own / name).parent.mkdir(parents=True)
            shutil.copy(prefix / name, own / name)
        folder = own / 'lib/awsx/plugins'
        folder.mkdir(parents=True)
        (folder / 'awsx-guest').write_text('#!/bin/sh\n')
        (folder / 'awsx-guest').chmod(0o755)
        super().__init__(own, place, *rest)
        self.path = folder / 'awsx-guest.json'

    def keeps_secrets(self, case):
        return True


class AddedPluginKind(FileKind):
    """A file that awsx keeps of a plugin that is not in the box: it is made by a run, and then found."""

    def __init__(self, making, pattern, prefix, place, *rest):
        super().__init__(prefix, place, *rest)
        folder = place / 'plugins'
        folder.mkdir()
        (folder / 'awsx-guest').write_text('#!/bin/sh\n')
        (folder / 'awsx-guest').chmod(0o755)
        (folder / 'awsx-guest.json').write_text(MANIFEST)
        # What was changed just now is not kept.
        os.utime(folder, (1700000000, 1700000000))
        self.environment['AWSX_PLUGIN_PATH'] = str(folder)
        self.reset()
        # What others changed a moment ago, such as the installation's own folder, isn't kept either: once more then.
        made = []
        for _ in range(100):
            subprocess.run([str(prefix / self.program), *making], env=self.environment, capture_output=True)
            made = list((self.home / '.local/state/awsx').glob(pattern))
            if made:
                break
            time.sleep(0.1)
        [self.path] = made
        self.samples = [self.path.read_bytes()]

    def keeps_secrets(self, case):
        return True


def added_plugin(making, pattern, commands):
    def maker(prefix, place, *rest):
        return AddedPluginKind(making, pattern, prefix, place, *rest)
    return of_file('unused', [MANIFEST], 'bytes', commands, maker=maker)


class ServedKind(FileKind):
    """A file of the user's, with a server that answers whatever is asked."""

    def __init__(self, *words):
        super().__init__(*words)
        self.server = answers.Server()
        self.environment |= {name: self.server.url for name in self.environment if name.startswith('AWS_ENDPOINT_URL_')}

    def end(self):
        self.server.end()


class RegistrationKind(ServedKind):
    """A client's registration, in the file where a login put it and looks for it."""

    def __init__(self, prefix, place, *rest):
        super().__init__(prefix, place, *rest)
        self.reset()
        before = set(self.path.parent.iterdir())
        # A client that the server doesn't know would be forgotten.
        self.server.plan = {'StartDeviceAuthorization': answers.raw(400, b'{"error":"invalid_request"}')}
        subprocess.run([str(prefix / self.program), *LOGIN.words], env=self.environment, capture_output=True)
        self.server.plan = {}
        [self.path] = set(self.path.parent.glob('*.json')) - before
        self.samples.append(self.path.read_bytes())


class AnswerKind(ServedKind):
    """Answers of a server: one of those that a command asks for is mutated."""

    def __init__(self, prefix, place, commands, operations, files=(), variables=()):
        super().__init__(prefix, place, '.aws/config', [CONFIG], 'lines', commands, files)
        self.operations = operations
        self.environment |= {name: value.replace('URL', self.server.url) for name, value in dict(variables).items()}

    def case(self, random):
        self.reset()
        for folder in ('.aws/cli', '.aws/boto', '.local'):
            shutil.rmtree(self.home / folder, ignore_errors=True)
        for note in (self.home / '.aws').rglob('.awsx-*-revoked'):
            note.unlink()
        self.data = self.files[self.path]
        self.operation = random.choice(self.operations)
        answer = answers.mutated(random, self.operation)
        self.server.plan = {self.operation: answer}
        self.answer = answer
        command = random.choice(self.commands[self.operation])
        self.server.once = command.is_patient
        return Case(str(self.prefix / self.program), command.words, answer, command.statuses, command.shows_secrets,
                    command.writes)

    def keeps_secrets(self, case):
        return canary.is_kept_in_answer(case.data)


def login_file():
    pem = subprocess.run(['openssl', 'ecparam', '-name', 'prime256v1', '-genkey', '-noout'],
                         check=True, capture_output=True, text=True).stdout
    return json.dumps({
        'accessToken': {'accessKeyId': 'ASIALOGIN', 'secretAccessKey': SECRET, 'sessionToken': SECRET,
                        'accountId': '111111111111', 'expiresAt': '2099-01-01T00:00:00Z'},
        'tokenType': 'aws_sigv4', 'clientId': 'arn:aws:signin:::devtools/same-device', 'refreshToken': SECRET,
        'idToken': 'x', 'dpopKey': pem})


def of_file(path, samples, form, commands, files=(), maker=FileKind):
    return lambda prefix, place: maker(prefix, place, path, samples, form, commands, files)


ENV_DEV = Command(['env', 'dev', '--format', 'json'], TAKES, shows_secrets=True)


def login_kind(prefix, place):
    file = login_file()
    commands = [
        Command(['status', 'signed-in'], LOOKS), Command(['explain', 'signed-in', '--json'], LOOKS), DOCTOR_JSON,
        Command(['profiles', '--json'], {0}), Command(['env', 'signed-in'], TAKES, shows_secrets=True, writes=True),
        Command(['credential-process', 'signed-in'], TAKES, shows_secrets=True, writes=True)]
    return FileKind(prefix, place, LOGIN_FILE, [file], 'json', commands)


def revoked_kind(prefix, place):
    note = json.dumps({'token': hashlib.sha1(SECRET.encode()).hexdigest(), 'reason': 'x', 'revokedAt': 1790000000000})
    commands = [Command(['status', 'dev'], LOOKS), Command(['prompt'], {0}), Command(['profiles', '--json'], {0}),
                Command(['token'], TAKES, shows_secrets=True, writes=True)]
    return FileKind(prefix, place, REVOKED_FILE, [note], 'json', commands, {TOKEN_FILE: TOKEN})


def portal_kind(prefix, place):
    sync = Command(['configure', 'sync', '--session', 'corp', '--plan'], TAKES, is_patient=True)
    commands = {
        'ListAccounts': [Command(['accounts', '--json'], TAKES), Command(['accounts'], TAKES), sync],
        'ListAccountRoles': [Command(['accounts', '--json'], TAKES), sync],
        'GetRoleCredentials': [ENV_DEV, Command(['credential-process', 'dev'], TAKES, shows_secrets=True)],
        'Logout': [Command(['logout', 'dev'], TAKES)]}
    return AnswerKind(prefix, place, commands, list(commands), {TOKEN_FILE: TOKEN})


def sts_kind(prefix, place):
    commands = {
        'AssumeRole': [Command(['env', 'deploy', '--format', 'json'], TAKES, shows_secrets=True),
                       Command(['credential-process', 'chain'], TAKES, shows_secrets=True)],
        'GetCallerIdentity': [Command(['whoami', 'keys'], TAKES), Command(['whoami', 'keys', '--json'], TAKES)]}
    return AnswerKind(prefix, place, commands, list(commands), variables={'AWS_REGION': 'us-east-1'})


def oidc_kind(prefix, place):
    commands = {
        'CreateToken': [Command(['token'], TAKES, shows_secrets=True), ENV_DEV],
        'RegisterClient': [LOGIN], 'StartDeviceAuthorization': [LOGIN]}
    return AnswerKind(prefix, place, commands, ['CreateToken'] * 6 + ['RegisterClient', 'StartDeviceAuthorization'],
                      {TOKEN_FILE: OLD_TOKEN})


def signin_kind(prefix, place):
    commands = {'CreateOAuth2Token': [Command(['env', 'signed-in', '--format', 'json'], TAKES, shows_secrets=True)]}
    return AnswerKind(prefix, place, commands, list(commands), {LOGIN_FILE: login_file().replace('2099', '2020')})


def machine_kind(prefix, place):
    env = Command(['env', '--format', 'json'], TAKES, shows_secrets=True)
    commands = {'Container': [env, Command(['whoami', '--json'], TAKES)]}
    return AnswerKind(prefix, place, commands, list(commands), {'.aws/config': ''},
                      {'AWS_CONTAINER_CREDENTIALS_FULL_URI': 'URL/container'})


KINDS = {
    'config': of_file('.aws/config', [CONFIG], 'lines', READERS, {'.aws/credentials': CREDENTIALS}),
    'credentials': of_file('.aws/credentials', [CREDENTIALS], 'lines', READERS),
    'token': of_file(
        TOKEN_FILE, [TOKEN], 'json',
        [Command(['status', 'dev', '--json'], LOOKS), Command(['prompt'], {0}), Command(['profiles', '--json'], {0}), DOCTOR_JSON,
         Command(['explain', 'dev'], LOOKS), Command(['token'], TAKES, shows_secrets=True, writes=True)]),
    'registration': of_file(
        f'.aws/sso/cache/{"0" * 40}.json', [REGISTRATION], 'json', [DOCTOR, DOCTOR_JSON, LOGIN, LOGIN],
        {TOKEN_FILE: TOKEN}, RegistrationKind),
    'role': of_file(
        ROLE_FILE, [ROLE], 'json',
        [Command(['status', 'dev', '--json'], LOOKS), Command(['prompt'], {0}), Command(['explain', 'dev', '--json'], LOOKS),
         DOCTOR_JSON, ENV_DEV, Command(['credential-process', 'dev'], TAKES, shows_secrets=True),
         Command(['exec', '-p', 'dev', '--', '/bin/true'], TAKES)], {TOKEN_FILE: TOKEN}),
    'login': login_kind,
    'folder': of_file('.awsx', [FOLDER], 'lines', [], maker=FolderKind),
    'settings': of_file(
        '.config/awsx/config', [SETTINGS], 'lines',
        [Command(['prompt', '--shell', 'bash'], {0}), Command(['prompt'], {0}), Command(['shell-hook', 'zsh', 'prompt'], {0}),
         Command(['status', 'guarded'], LOOKS)], {TOKEN_FILE: TOKEN}),
    'frecency': of_file(
        '.local/state/awsx/frecency', [FRECENCY], 'bytes',
        [Command(['shell-hook', 'bash', 'use', '', '', 'dev'], {0}, writes=True)]),
    'revoked': revoked_kind,
    'manifest': of_file(
        'unused', [MANIFEST], 'json',
        [Command(['plugin', 'list', '--json'], {0}), Command(['plugin', 'list'], {0}), Command(['guest'], {0, 1, 64, 66, 77, 78}),
         Command(['help'], {0}), Command(['complete', 'commands'], {0}), Command(['complete', 'syntax', 'guest'], {0}),
         Command(['plugin', 'verify', '--json'], {0, 1}), Command(['plugin', 'info', 'guest'], {0, 1, 66, 77})],
        maker=ManifestKind),
    'grant': added_plugin(
        ['plugin', 'trust', 'guest', '--yes'], 'plugin-grants/*.json',
        [Command(['guest'], {0, 77}), Command(['plugin', 'verify'], {0, 1}), Command(['plugin', 'list', '--json'], {0}),
         Command(['plugin', 'info', 'guest', '--json'], {0}), Command(['plugin', 'info', 'guest'], {0})]),
    'plugin-index': added_plugin(
        ['help'], 'plugins-index',
        [Command(words, {0}, writes=True) for words in (
            ['help'], ['complete', 'commands'], ['complete', 'syntax', 'guest'], ['plugin', 'list', '--json'])]),
    'portal': portal_kind,
    'sts': sts_kind,
    'oidc': oidc_kind,
    'signin': signin_kind,
    'machine': machine_kind,
}


def make(name, prefix, place):
    return KINDS[name](prefix, place)
