using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Verification;

internal sealed class VerifyLedgerHandler(WalletDbContext db, ISender sender)
    : IQueryHandler<VerifyLedger, VerificationReport>
{
    public async Task<Result<VerificationReport>> Handle(VerifyLedger query, CancellationToken ct)
    {
        var checks = new List<VerificationCheck>();
        checks.AddRange(await new LedgerChecks(db).Run(ct));
        checks.AddRange(await new CoverChecks(db).Run(ct));
        checks.AddRange(await new FundChecks(db).Run(ct));
        checks.AddRange(await new BatchChecks(db).Run(ct));
        checks.AddRange(await new PayoutChecks(db).Run(ct));
        if (query.AcrossModules)
        {
            checks.AddRange(await new CrossModuleChecks(db, sender).Run(ct));
        }

        return new VerificationReport(checks);
    }
}
