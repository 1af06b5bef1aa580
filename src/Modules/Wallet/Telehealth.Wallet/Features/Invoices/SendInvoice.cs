using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Files;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Invoices;

internal sealed class SendInvoiceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/wallet/withdrawals/{id:guid}/invoices",
                async (Guid id, [FromForm] InvoiceForm form, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(await form.ToCommand(new(id), ct), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/wallet/withdrawals/{x.WithdrawalId}", x)
                    )
            )
            .WithName("SendInvoice")
            .WithSummary("Sends the provider's own invoice for a withdrawal, as a PDF")
            .WithDescription(
                "Number, date and amount are those on the paper; the amount equals invoiceAmount to the penny, or the "
                    + "answer is 422 wallet.invoice-amount-differs with expected. Finance then looks at it."
            )
            .WithTags("Withdrawals")
            .WithMetadata(new RequestSizeLimitAttribute(InvoiceForm.LargestBody))
            .WithFormOptions(memoryBufferThreshold: (int)InvoiceForm.LargestBody)
            .DisableAntiforgery()
            .Answers<ReceivedInvoiceAnswer>(StatusCodes.Status201Created, 404, 409, 413, 422);
}

/// <summary>A provider's invoice as a form.</summary>
/// <param name="File">The PDF, at most 5 MB.</param>
/// <param name="Number">The number on it; unique among the provider's invoices.</param>
/// <param name="Date">The day on it, such as 2026-11-24.</param>
/// <param name="Amount">Its total in minor units: 12000 is 120.00 GBP.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record InvoiceForm(IFormFile? File, string? Number, string? Date, string? Amount, string? Currency)
{
    internal const long LargestFile = 5 * 1024 * 1024;

    /// <summary>The file and room for the other parts of the form.</summary>
    internal const long LargestBody = LargestFile + 64 * 1024;

    internal async Task<SendInvoice> ToCommand(WithdrawalId withdrawal, CancellationToken ct)
    {
        var amount =
            BuildingBlocks.Currency.TryParse(Currency?.Trim(), out var currency)
            && long.TryParse(Amount, NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
                ? new Money(minor, currency)
                : (Money?)null;
        return new SendInvoice(
            withdrawal,
            Number?.Trim() ?? "",
            LocalDatePattern.Iso.Parse(Date?.Trim() ?? "") is { Success: true, Value: var day } ? day : null,
            amount,
            File is { Length: <= LargestFile } file ? await Read(file, ct) : []
        );
    }

    private static async Task<byte[]> Read(IFormFile file, CancellationToken ct)
    {
        using var bytes = new MemoryStream((int)file.Length);
        await file.CopyToAsync(bytes, ct);
        return bytes.ToArray();
    }
}

internal sealed record SendInvoice(
    WithdrawalId WithdrawalId,
    string Number,
    LocalDate? IssuedOn,
    Money? Amount,
    byte[] Pdf
) : ICommand<ReceivedInvoiceAnswer>;

internal sealed partial class SendInvoiceValidator : AbstractValidator<SendInvoice>
{
    public SendInvoiceValidator()
    {
        RuleFor(x => x.Number)
            .NotEmpty()
            .WithMessage("Please give the number that stands on the invoice.")
            .MaximumLength(InvoiceMapping.NumberLength)
            .Must(x => x.Length == 0 || InvoiceNumber().IsMatch(x))
            .WithMessage(
                "An invoice number begins with a letter or digit and has letters, digits, blanks or . / - _ # & ( ) + :"
            );
        RuleFor(x => x.IssuedOn)
            .NotNull()
            .OverridePropertyName("date")
            .WithMessage("Please give the day on the invoice, such as 2026-11-24.");
        RuleFor(x => x.Amount)
            .Must(x => x is { Minor: > 0 })
            .WithMessage("Please give the invoice's total in minor units: 12000 is 120.00 GBP.");
        RuleFor(x => x.Pdf)
            .Must(PdfFile.IsOne)
            .OverridePropertyName("file")
            .WithMessage("Please choose the invoice as a PDF of at most 5 MB that opens without a password.");
    }

    // It is written into files that spreadsheets open: what one of them would run as a formula is no number.
    [GeneratedRegex(@"\A[\p{L}\p{Nd}#№][\p{L}\p{M}\p{Nd} ./_#№&()+:\-–]*\z")]
    private static partial Regex InvoiceNumber();
}

internal sealed class SendInvoiceHandler(
    WalletDbContext db,
    PayoutCalendar calendar,
    IPersonVault vault,
    IWork work,
    IClock clock
) : ICommandHandler<SendInvoice, ReceivedInvoiceAnswer>
{
    public async Task<Result<ReceivedInvoiceAnswer>> Handle(SendInvoice command, CancellationToken ct)
    {
        var withdrawal = await db.Withdrawals.FirstOrDefaultAsync(x => x.Id == command.WithdrawalId, ct);
        if (withdrawal is null || !work.Actor.Is(withdrawal.ProviderId.Person))
        {
            return WithdrawalErrors.NotFound;
        }

        var facts = new InvoiceFacts(command.Number, command.IssuedOn!.Value, command.Amount!.Value);
        var (id, now) = (new ReceivedInvoiceId(work.DerivedId("invoice")), clock.GetCurrentInstant());
        var purpose = InvoicePaper.PurposeOf(id);
        var paper = await vault.SealBytes(withdrawal.ProviderId.Person, purpose, command.Pdf, ct);
        await work.Begin(ct);
        if ((withdrawal.TakeInvoice() ?? await Check(facts, withdrawal, now, ct)) is { } refused)
        {
            return refused;
        }

        var invoice = new ReceivedInvoice(id, withdrawal, facts, Sha256Of(command.Pdf), now);
        db.ReceivedInvoices.Add(invoice);
        db.InvoicePapers.Add(new InvoicePaper(id, paper));
        // Two at once: the index on the number lets one in; the other runs again and is told.
        await work.FlushOrRunAgain(ct);
        return ReceivedInvoiceAnswer.Of(invoice);
    }

    /// <summary>What the provider says must fit what the withdrawal takes (WAL-08).</summary>
    private async Task<Error?> Check(InvoiceFacts facts, Withdrawal withdrawal, Instant now, CancellationToken ct)
    {
        if (facts.Amount != withdrawal.InvoiceAmount)
        {
            return InvoiceErrors.WrongAmount(withdrawal.InvoiceAmount);
        }

        if (facts.IssuedOn > calendar.DayOf(now))
        {
            return InvoiceErrors.InTheFuture;
        }

        var first = calendar.DayOf(
            await db
                .Allocations.Where(x => x.WithdrawalId == withdrawal.Id && x.PlatformSupplied)
                .Join(db.Earnings, x => x.EarningSequence, y => y.Sequence, (x, y) => y.SuppliedAt)
                .MinAsync(ct)
        );
        if (facts.IssuedOn < first)
        {
            return InvoiceErrors.BeforeSupply(first);
        }

        return await db.ReceivedInvoices.AnyAsync(
            x => x.ProviderId == withdrawal.ProviderId && x.Number == facts.Number && x.State != InvoiceState.Rejected,
            ct
        )
            ? InvoiceErrors.NumberTaken
            : null;
    }

    private static string Sha256Of(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
