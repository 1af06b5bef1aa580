using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Persistence;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Compliance.Features.Clearance;

/// <summary>A provider applied: its file waits for a reviewer.</summary>
[Consumer("compliance.open-file", DeadLetterPolicy.Halt, Lane.Ordinary)]
internal sealed class OpenFileOnProviderApplied(ComplianceDbContext db, IClock clock) : IReaction<ProviderAppliedV1>
{
    public async Task On(ProviderAppliedV1 integrationEvent, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var file = await db.ClearanceFiles.FirstOrDefaultAsync(x => x.ProviderId == integrationEvent.ProviderId, ct);
        if (file is null)
        {
            db.ClearanceFiles.Add(new ClearanceFile(integrationEvent.ProviderId, integrationEvent.DisplayName, now));
        }
        else
        {
            file.Reapply(integrationEvent.DisplayName, now);
        }
    }
}
