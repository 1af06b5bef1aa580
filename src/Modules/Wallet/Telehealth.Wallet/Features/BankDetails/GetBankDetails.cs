using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain.BankDetails;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.BankDetails;

internal sealed class GetBankDetailsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/bank-details",
                async (ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetBankDetails(), ct)).ToHttp(x => x.Version)
            )
            .WithName("GetBankDetails")
            .WithSummary("Shows where you are paid, masked")
            .WithTags("Bank details")
            .Answers<BankDetailsAnswer>(StatusCodes.Status200OK, 403, 404);
}

/// <summary>Where a provider is paid; the account itself is never shown again.</summary>
/// <param name="Kind">How the account is named.</param>
/// <param name="MaskedAccount">Such as <c>··59 ··· 8472</c>.</param>
/// <param name="LastFour">The last four digits.</param>
/// <param name="Currency">ISO 4217, such as GBP.</param>
/// <param name="ChangedAt">When it was given.</param>
/// <param name="FrozenUntil">Payouts rest until then after a change; null when they do not.</param>
/// <param name="Version">The ETag's number.</param>
public sealed record BankDetailsAnswer(
    BankAccountKind Kind,
    string MaskedAccount,
    string LastFour,
    string Currency,
    Instant ChangedAt,
    Instant? FrozenUntil,
    long Version
)
{
    internal static BankDetailsAnswer Of(PayeeDetails row, Instant now) =>
        new(
            row.Kind,
            row.Masked,
            row.LastFour,
            row.Currency,
            row.ChangedAt,
            row.FrozenUntil > now ? row.FrozenUntil : null,
            row.Version
        );
}

[Needs(WalletModule.ManageBankDetails)]
internal sealed record GetBankDetails : IQuery<BankDetailsAnswer>;

internal sealed class GetBankDetailsHandler(WalletDbContext db, IWork work, IClock clock)
    : IQueryHandler<GetBankDetails, BankDetailsAnswer>
{
    public async Task<Result<BankDetailsAnswer>> Handle(GetBankDetails query, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var row = await db.PayeeDetails.AsNoTracking().FirstOrDefaultAsync(x => x.ProviderId == provider, ct);
        return row is null ? BankDetailsErrors.Missing : BankDetailsAnswer.Of(row, clock.GetCurrentInstant());
    }
}

internal static class BankDetailsErrors
{
    public static readonly Error Missing = Error.NotFound(
        "wallet.bank-details-missing",
        "You have not told us yet where to pay you."
    );

    public static Error Ours(string field) =>
        Error.Invalid(
            "wallet.bank-details-ours",
            field,
            "This is the account we pay from, not yours. Please enter your own account."
        );

    public static readonly Error CodeNeeded = Error.Invalid(
        "wallet.code-needed",
        "code",
        "Please enter the six digits your authenticator app shows now."
    );
}
