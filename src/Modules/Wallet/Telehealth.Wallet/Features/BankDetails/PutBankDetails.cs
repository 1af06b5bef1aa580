using System.Text;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain.BankDetails;
using Telehealth.Wallet.Features.Payouts;
using Telehealth.Wallet.Gateways.Bank;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.BankDetails;

internal sealed class PutBankDetailsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "/wallet/bank-details",
                async (BankDetailsBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new PutBankDetails(body, http.IfMatch()), ct)).ToVersionedHttp(x =>
                        Results.Ok(x).WithETag(x.Version)
                    )
            )
            .WithName("PutBankDetails")
            .WithSummary("Say where you are paid; a change needs If-Match, and payouts then rest for a while")
            .WithTags("Bank details")
            .Answers<BankDetailsAnswer>(StatusCodes.Status200OK, [.. Versions.Problems, 422]);
}

/// <summary>Where a provider wants to be paid. Spaces and dashes are welcome.</summary>
/// <param name="HolderName">Whose account it is, as the bank knows it, in Latin letters.</param>
/// <param name="Kind">Which of the two ways below names it.</param>
/// <param name="Currency">ISO 4217; GBP with <c>uk</c>.</param>
/// <param name="SortCode">Six digits, with <c>uk</c>.</param>
/// <param name="AccountNumber">Eight digits, with <c>uk</c>.</param>
/// <param name="Iban">With <c>iban</c>.</param>
/// <param name="Bic">With <c>iban</c>; needed unless it is euros within SEPA or sterling within the UK.</param>
/// <param name="Code">Six digits of the authenticator app, needed once one is set up.</param>
/// <param name="Country">ISO 3166 code of the holder's country; needed where the BIC is.</param>
public sealed record BankDetailsBody(
    string HolderName,
    BankAccountKind Kind,
    string Currency,
    string? SortCode = null,
    string? AccountNumber = null,
    string? Iban = null,
    string? Bic = null,
    string? Code = null,
    string? Country = null
)
{
    private bool PrintMembers(StringBuilder builder) => false;
}

[Needs(WalletModule.ManageBankDetails)]
internal sealed record PutBankDetails(BankDetailsBody Body, long? IfMatch) : ICommand<BankDetailsAnswer>;

internal sealed class PutBankDetailsValidator : AbstractValidator<PutBankDetails>
{
    private const int LongestHolder = 70;
    private const int LongestText = 60;

    public PutBankDetailsValidator()
    {
        RuleFor(x => x.Body.HolderName)
            .Must(x => x is { Length: > 0 and <= LongestHolder } && !x.Any(char.IsControl) && LatinText.CanWrite(x))
            .WithMessage("Write the name your bank has for the account, in Latin letters, at most 70.")
            .OverridePropertyName("holderName");
        RuleFor(x => x.Body.Currency)
            .Must(x => Currency.TryParse(x, out _))
            .WithMessage($"Choose one of: {string.Join(", ", Currency.Known)}.")
            .OverridePropertyName("currency");
        RuleFor(x => x.Body.Currency)
            .Equal(Currency.Gbp.Code)
            .When(x => x.Body.Kind == BankAccountKind.Uk)
            .WithMessage("An account with a sort code is paid in GBP.")
            .OverridePropertyName("currency");
        RuleFor(x => x.Body.SortCode).MaximumLength(LongestText).OverridePropertyName("sortCode");
        RuleFor(x => x.Body.AccountNumber).MaximumLength(LongestText).OverridePropertyName("accountNumber");
        RuleFor(x => x.Body.Iban).MaximumLength(LongestText).OverridePropertyName("iban");
        RuleFor(x => x.Body.Bic).MaximumLength(LongestText).OverridePropertyName("bic");
        RuleFor(x => x.Body.Country).MaximumLength(LongestText).OverridePropertyName("country");
        RuleFor(x => x.Body.Code).MaximumLength(LongestText).OverridePropertyName("code");
    }
}

internal sealed class PutBankDetailsHandler(
    WalletDbContext db,
    IWork work,
    IClock clock,
    AccountReader reader,
    Payees payees,
    PayingAccounts ours,
    FreshCode freshCode,
    IOptions<BankDetailsOptions> options
) : ICommandHandler<PutBankDetails, BankDetailsAnswer>
{
    public async Task<Result<BankDetailsAnswer>> Handle(PutBankDetails command, CancellationToken ct)
    {
        var body = command.Body;
        var read = ReadAccount(body);
        if (read.Error is { } wrong)
        {
            return wrong;
        }

        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var before = await db.PayeeDetails.AsNoTracking().FirstOrDefaultAsync(x => x.ProviderId == provider, ct);
        if (Stale(before, command.IfMatch) is { } stale)
        {
            return stale;
        }

        if (await freshCode.Check(provider.Person, body.Code, ct) is { } unproven)
        {
            return unproven;
        }

        var now = clock.GetCurrentInstant();
        var (holder, currency) = (body.HolderName.Trim(), Currency.Of(body.Currency));
        if (before is not null && Same(await payees.Open(before, ct), read.Value, holder, currency))
        {
            return BankDetailsAnswer.Of(before, now);
        }

        var account = await payees.Seal(provider, holder, read.Value, currency, ct);
        await work.Begin(ct);
        return await Write(provider, account, command.IfMatch, now, ct);
    }

    private Result<BankAccount> ReadAccount(BankDetailsBody body)
    {
        var isUk = body.Kind == BankAccountKind.Uk;
        var read = isUk
            ? reader.ReadUk(body.SortCode, body.AccountNumber)
            : reader.ReadInternational(body.Iban, body.Bic);
        return read.Error is not null ? read
            : ours.IsOurs(read.Value) ? BankDetailsErrors.Ours(isUk ? "accountNumber" : "iban")
            : AccountReader.ForPayment(read.Value, Currency.Of(body.Currency), body.Country);
    }

    private async Task<Result<BankDetailsAnswer>> Write(
        ProviderId provider,
        SealedAccount account,
        long? ifMatch,
        Instant now,
        CancellationToken ct
    )
    {
        var row = await db.PayeeDetails.FirstOrDefaultAsync(x => x.ProviderId == provider, ct);
        if (Stale(row, ifMatch) is { } stale)
        {
            return stale;
        }

        if (row is null)
        {
            row = new PayeeDetails(provider, account, now);
            db.PayeeDetails.Add(row);
        }
        else
        {
            row.Change(account, now, Duration.FromHours(options.Value.CoolingHours));
        }

        work.Publish(new BankDetailsChangedV1(provider, row.Masked, row.FrozenUntil), provider.ToString(), row);
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            // Two first ones at once: the later writer has not seen the earlier.
            return Versions.Stale;
        }

        return BankDetailsAnswer.Of(row, now);
    }

    private static Error? Stale(PayeeDetails? row, long? ifMatch) =>
        row is not null ? Versions.Check(row, ifMatch)
        : ifMatch is null ? null
        : BankDetailsErrors.Missing;

    private static bool Same(Payee payee, BankAccount account, string holder, Currency currency) =>
        payee.Account == account && payee.Holder == holder && payee.Currency == currency;
}
