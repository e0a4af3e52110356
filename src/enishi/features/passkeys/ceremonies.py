"""What WebAuthn's two ceremonies ask of a browser, and the checks of its answers. Knows no store."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from webauthn import (
    base64url_to_bytes,
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)
from webauthn.registration.verify_registration_response import VerifiedRegistration

from enishi.errors import Invalid
from enishi.model import Member

Credential = Mapping[str, Any]
MALFORMED = (WebAuthnException, ValueError, LookupError, TypeError, AttributeError)
"""What the library raises for answers that are wrong, or no answers at all."""


@dataclass(frozen=True, slots=True)
class Site:
    """The page that asks, by its origin: passkeys are bound to the name of its host."""

    origin: str

    @property
    def host(self) -> str:
        """The id of the relying party."""
        return urlsplit(self.origin).hostname or ""


def ask_for_new(site: Site, member: Member, challenge: bytes, known: Collection[bytes]) -> str:
    """What the browser needs to make a passkey that finds its member by itself, and checks who holds the device."""
    options = generate_registration_options(
        rp_id=site.host,
        rp_name="Enishi",
        user_id=member.id.bytes,
        user_name=member.name,
        user_display_name=member.name,
        challenge=challenge,
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=each) for each in known],
    )
    return options_to_json(options)


def ask_for_use(site: Site, challenge: bytes) -> str:
    """What the browser needs to let somebody choose a passkey of this site."""
    required = UserVerificationRequirement.REQUIRED
    return options_to_json(
        generate_authentication_options(rp_id=site.host, challenge=challenge, user_verification=required)
    )


def challenge_of(credential: Credential) -> bytes:
    """The challenge that an answer says it signs; raises Invalid."""
    try:
        said = base64url_to_bytes(credential["response"]["clientDataJSON"])
        return parse_client_data_json(said).challenge
    except MALFORMED as error:
        raise refused() from error


def id_of(credential: Credential) -> bytes:
    """Which passkey an answer says it is of; raises Invalid."""
    try:
        return base64url_to_bytes(credential["rawId"])
    except MALFORMED as error:
        raise refused() from error


def check_new(site: Site, credential: Credential, challenge: bytes) -> VerifiedRegistration:
    """The new passkey; raises Invalid."""
    try:
        return verify_registration_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except MALFORMED as error:
        raise refused() from error


def check_use(site: Site, credential: Credential, challenge: bytes, key: bytes, uses: int) -> VerifiedAuthentication:
    """How a passkey was used; raises Invalid where it was not."""
    try:
        return verify_authentication_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=key,
            credential_current_sign_count=uses,
            require_user_verification=True,
        )
    except MALFORMED as error:
        raise refused() from error


def refused() -> Invalid:
    """The answer of the browser proves nothing; why is nobody's business."""
    return Invalid("The passkey did not fit. Try again, or come in another way.", code="passkey_refused")
