using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Contracts;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Invitations;

/// <summary>Secrets of links: the mail has the secret, the table its hash.</summary>
internal static class LinkSecrets
{
    private const int Bytes = 32;

    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Bytes));

    public static string Hash(params ReadOnlySpan<string> parts) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', parts!))));

    public static bool IsToken(string? text) => text is { Length: Bytes * 2 } && text.All(char.IsAsciiHexDigitLower);
}

/// <summary>Makes a link when its mail is written, so that no event and no row holds the secret.</summary>
internal sealed class GetHubInvitationLinkHandler(HubsDbContext db, IWork work, IClock clock)
    : ICommandHandler<GetHubInvitationLink, HubInvitationLink>
{
    public async Task<Result<HubInvitationLink>> Handle(GetHubInvitationLink command, CancellationToken ct)
    {
        var invitation = await db.Invitations.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.InvitationId, ct);
        if (invitation is null || !invitation.IsOpen(clock.GetCurrentInstant()))
        {
            return HubErrors.NothingToSend;
        }

        var token = LinkSecrets.New();
        await work.Begin(ct);
        db.InvitationTokens.Add(new InvitationToken { Hash = LinkSecrets.Hash(token), InvitationId = invitation.Id });
        return new HubInvitationLink($"/hubs/invitations/{token}", invitation.ExpiresAt);
    }
}

internal sealed class GetHubAddressHandler(HubsDbContext db) : IQueryHandler<GetHubAddress, HubAddress>
{
    public async Task<Result<HubAddress>> Handle(GetHubAddress query, CancellationToken ct)
    {
        var invited = db.Invitations.Where(x => x.Id == query.Id).Select(x => new { x.Email, x.HubId });
        var claimed = db.Claims.Where(x => x.Id == query.Id).Select(x => new { Email = x.WorkEmail, x.HubId });
        var found = await invited.FirstOrDefaultAsync(ct) ?? await claimed.FirstOrDefaultAsync(ct);
        if (found is null)
        {
            return HubErrors.NothingToSend;
        }

        var name = await db.Hubs.Where(x => x.Id == found.HubId).Select(x => x.Name).SingleAsync(ct);
        return new HubAddress(found.Email, name);
    }
}
