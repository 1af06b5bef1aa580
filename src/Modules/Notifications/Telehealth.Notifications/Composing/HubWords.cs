using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Hubs.Contracts;
using Telehealth.Identity.Contracts;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Composing;

/// <summary>
/// What mails about hubs ask for when they are sent: whom to write to, the hub's name, the link or the code.
/// </summary>
internal sealed class HubWords(ISender sender, PublicOrigin origin)
{
    private static readonly Actor Self = Actor.System("notifications.send");

    /// <summary>Who reads it: an account, or an address that is only invited or still to be proven.</summary>
    public async Task<Result<PersonCard>> Reader(PersonId person, MessageFacts facts, CancellationToken ct)
    {
        if ((facts.HubInvitation ?? facts.HubClaim) is not { } subject)
        {
            return await sender.SendAs(Self, new GetPerson(person), ct);
        }

        var address = await sender.SendAs(Self, new GetHubAddress(subject), ct);
        if (address.Error is { } error)
        {
            return error;
        }

        var account = facts.HubInvitation is null ? person : await OwnerOf(address.Value.Email, ct);
        var known = account is { } id ? await sender.SendAs(Self, new GetPerson(id), ct) : null;
        return known?.Error is null && known is not null
            ? known.Value with
            {
                Email = address.Value.Email,
            }
            : new PersonCard(person, "", address.Value.Email, null, false, "en-GB", "Europe/London", "GB");
    }

    /// <summary>
    /// The values only Hubs knows, and where the button leads; null when the message is not about a hub.
    /// </summary>
    public async Task<Result<Uri>?> Fill(Dictionary<string, object?> values, MessageFacts facts, CancellationToken ct)
    {
        if (facts.HubClaim is { } claim)
        {
            var code = await sender.SendAs(Self, new GetMembershipCode(claim), ct);
            values["code"] = code.Error is null ? code.Value.Code : "";
            return code.Map(_ => origin.At("/hubs"));
        }

        if (facts.Hub is not { } hub)
        {
            return null;
        }

        var name = await sender.SendAs(Self, new GetHubName(hub), ct);
        if (name.Error is { } error)
        {
            return Result<Uri>.Refusal(error);
        }

        (values["hub"], values["employer"]) = (name.Value.Name, name.Value.Employer);
        if (facts.HubInvitation is not { } invitation)
        {
            return origin.At("/");
        }

        var link = await sender.SendAs(Self, new GetHubInvitationLink(invitation), ct);
        return link.Map(x => origin.At(x.Path));
    }

    private async Task<PersonId?> OwnerOf(string email, CancellationToken ct)
    {
        var found = await sender.SendAs(Self, new FindPerson(email), ct);
        return found.IsSuccess ? found.Value : null;
    }
}
