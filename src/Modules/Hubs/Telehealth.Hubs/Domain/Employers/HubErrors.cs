using System.Globalization;
using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Domain.Employers;

/// <summary>What is refused around hubs, their providers and members.</summary>
internal static class HubErrors
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static readonly Error EmployerNotFound = Error.NotFound(
        "hubs.employer-not-found",
        "There is no such employer."
    );

    public static readonly Error NotFound = Error.NotFound("hubs.hub-not-found", "There is no such hub for you.");

    public static readonly Error CodeTaken = Error.Conflict(
        "hubs.code-taken",
        "Another hub has this short name. Please choose another."
    );

    public static readonly Error NoSuchAccount = Error.Refused(
        "hubs.no-such-account",
        "Nobody has an account with this address yet. Ask the person to sign up first."
    );

    public static readonly Error InvitationInvalid = Error.NotFound(
        "hubs.invitation-invalid",
        "This invitation is not valid any more. Ask for a new one."
    );

    public static readonly Error TermsChanged = Error.Conflict(
        "hubs.terms-changed",
        "The hub's terms are not those you read. Please read them again."
    );

    public static readonly Error NotAProvider = Error.Forbidden(
        "hubs.not-a-provider",
        "Only a provider can accept this invitation. Please sign in as one."
    );

    public static readonly Error AlreadyIn = Error.Conflict("hubs.already-in", "This provider is in the hub already.");

    public static readonly Error NothingToSend = Error.Conflict(
        "hubs.nothing-to-send",
        "This was settled or has expired: there is nothing to send."
    );

    public static readonly Error NoProviderYet = Error.Refused(
        "hubs.no-provider-yet",
        "At least one provider must have accepted before the hub can go live."
    );

    public static readonly Error AlreadyLive = Error.Conflict("hubs.already-live", "The hub is live already.");

    public static readonly Error NoHubForAddress = Error.Refused(
        "hubs.no-hub-for-address",
        "We know no hub for this address. Is it the one your employer gave you?"
    );

    public static readonly Error ChooseHub = Error.Refused(
        "hubs.choose-hub",
        "Your employer has several hubs. Please say which one."
    );

    public static readonly Error TooManyClaims = Error.Refused(
        "hubs.too-many-claims",
        "You asked for several codes today. Please try again tomorrow."
    );

    public static readonly Error TooManyMails = Error.Refused(
        "hubs.too-many-mails",
        "Several codes were mailed to this address today. Please use the newest one, or try again tomorrow."
    );

    public static readonly Error AddressInUse = Error.Conflict(
        "hubs.address-in-use",
        "This work address has joined the hub already, or you have with another one."
    );

    public static readonly Error ClaimNotFound = Error.NotFound("hubs.claim-not-found", "There is no such claim.");

    public static readonly Error CodeWrong = Error.Refused(
        "hubs.code-wrong",
        "This is not the newest code we mailed you. Please look again."
    );

    public static readonly Error CodeSpent = Error.Refused(
        "hubs.code-spent",
        "This code has expired or was tried too often. Please ask for a new one."
    );

    public static readonly Error MemberNotFound = Error.NotFound("hubs.member-not-found", "There is no such member.");

    public static readonly Error ProviderNotFound = Error.NotFound(
        "hubs.provider-not-found",
        "There is no such provider in this hub."
    );

    public static readonly Error ModeNotOffered = Error.Refused(
        "hubs.mode-not-offered",
        "The hub does not offer sessions of this kind."
    );

    public static readonly Error ConciergeModes = Error.Refused(
        "hubs.concierge-modes",
        "For a member, phone and video sessions are booked."
    );

    public static readonly Error MemberWithoutPhone = Error.Refused(
        "hubs.member-without-phone",
        "This member has no phone number. Ask for one to be added, or book a video session."
    );

    public static readonly Error NoCredits = Error.Refused(
        "hubs.no-credits",
        "You have no credit left. Your employer can add some, or wait for the next period. "
            + "Paying the provider directly is not offered here."
    );

    /// <summary>What can still be kept for a later period is kept: its own credits come when it begins.</summary>
    public static Error CreditsComeLater(Instant from)
    {
        var day = from.InUtc().Date.ToString("d MMMM uuuu", English);
        return Error
            .Refused(
                "hubs.credits-come-later",
                $"Your credits for that day come on {day}. Please book it from then on, or choose an earlier day."
            )
            .With("from", from);
    }

    public static Error Ask(IEnumerable<(HubId Id, string Name)> hubs) =>
        ChooseHub.With("hubs", hubs.Select(x => new HubChoice(x.Id, x.Name)).ToList());
}

/// <summary>A hub to choose from.</summary>
internal sealed record HubChoice(HubId Id, string Name);
