using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Contracts;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Invitations;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Members;

/// <summary>Makes the code when its mail is written; the table keeps its hash, salted by the claim.</summary>
internal sealed class GetMembershipCodeHandler(HubsDbContext db, IWork work, IClock clock)
    : ICommandHandler<GetMembershipCode, MembershipCode>
{
    private const int Codes = 1_000_000;

    public static string HashOf(Guid claim, string code) => LinkSecrets.Hash(claim.ToString(), code);

    public async Task<Result<MembershipCode>> Handle(GetMembershipCode command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var code = RandomNumberGenerator.GetInt32(Codes).ToString("D6", CultureInfo.InvariantCulture);
        var hash = HashOf(command.ClaimId, code);
        await work.Begin(ct);
        var written = await db
            .Claims.Where(x => x.Id == command.ClaimId && x.State == ClaimState.Open && x.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.CodeHash, hash), ct);
        return written == 0 ? HubErrors.NothingToSend : new MembershipCode(code);
    }
}
