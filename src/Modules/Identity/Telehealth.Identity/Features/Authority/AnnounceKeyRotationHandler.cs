using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;

namespace Telehealth.Identity.Features.Authority;

internal sealed class AnnounceKeyRotationHandler(AuthorityControl authority)
    : ICommandHandler<AnnounceKeyRotation, Done>
{
    public async Task<Result<Done>> Handle(AnnounceKeyRotation command, CancellationToken ct)
    {
        if (await authority.Audit(ct, new AuditLine("keys.rotated", "keys:encryption")) is { } unwritten)
        {
            return unwritten;
        }

        if (await authority.Begin(null, ct) is { } lost)
        {
            return lost;
        }

        authority.Note(AuthorityChange.KeysRotated, null);
        return Done.Value;
    }
}
