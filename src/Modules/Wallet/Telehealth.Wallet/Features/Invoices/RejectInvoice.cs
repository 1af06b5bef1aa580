using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Withdrawals;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Invoices;

internal sealed class RejectInvoiceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/wallet/admin/invoices/{id:guid}/reject",
                async (Guid id, RejectionBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new RejectInvoice(new(id), body.ReasonCode), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("RejectInvoice")
            .WithSummary("Rejects a provider's invoice: the withdrawal waits for another, and its date is open again")
            .WithTags("Payouts")
            .Answers<ReceivedInvoiceAnswer>(StatusCodes.Status200OK, 403, 404, 409)
            .Idempotent();
}

/// <summary>Why an invoice is not accepted.</summary>
/// <param name="ReasonCode">amount-differs, number-differs, date-wrong, not-an-invoice or other.</param>
public sealed record RejectionBody(string ReasonCode);

[Needs("wallet.invoices.decide")]
internal sealed record RejectInvoice(ReceivedInvoiceId Id, string ReasonCode)
    : ICommand<ReceivedInvoiceAnswer>,
        IRequireIdempotencyKey;

internal sealed class RejectInvoiceValidator : AbstractValidator<RejectInvoice>
{
    public RejectInvoiceValidator() =>
        RuleFor(x => x.ReasonCode)
            .Must(x => InvoiceRejection.Codes.Contains(x))
            .WithMessage($"Choose one of {string.Join(", ", InvoiceRejection.Codes)}.");
}

internal sealed class RejectInvoiceHandler(WalletDbContext db, IWork work, IClock clock)
    : ICommandHandler<RejectInvoice, ReceivedInvoiceAnswer>
{
    public async Task<Result<ReceivedInvoiceAnswer>> Handle(RejectInvoice command, CancellationToken ct)
    {
        await work.Begin(ct);
        var invoice = await db.ReceivedInvoices.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (invoice is null)
        {
            return InvoiceErrors.NotFound;
        }

        var (reason, now) = (command.ReasonCode, clock.GetCurrentInstant());
        var withdrawal = await db.Withdrawals.FirstAsync(x => x.Id == invoice.WithdrawalId, ct);
        if ((invoice.Reject(reason, work.Actor.Person!.Value, now) ?? withdrawal.RejectInvoice()) is { } refused)
        {
            return refused;
        }

        work.Publish(
            new InvoiceRejectedV1(withdrawal.Id, withdrawal.ProviderId, withdrawal.Reference, reason),
            PayoutScheduling.PartitionOf(withdrawal.Id),
            withdrawal
        );
        return ReceivedInvoiceAnswer.Of(invoice);
    }
}
