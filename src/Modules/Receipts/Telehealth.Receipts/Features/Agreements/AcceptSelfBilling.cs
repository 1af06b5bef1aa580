using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.Agreements;

internal sealed class AcceptSelfBillingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/receipts/self-billing/agreement",
                async (SelfBillingBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(AcceptSelfBilling.Of(body), ct, http.IdempotencyKey())).ToHttp(accepted =>
                        TypedResults.Created("/api/v1/receipts/self-billing/agreement", accepted)
                    )
            )
            .WithName("AcceptSelfBilling")
            .WithSummary("Agree that the platform issues your invoices")
            .WithDescription(
                "For sessions the platform sells. The agreement names your billing details and stands for at most "
                    + "twelve months; one that stands already is replaced. `termsVersion` is that of the text you read."
            )
            .WithTags("Receipts")
            .Answers<AcceptedSelfBillingAnswer>(201, 403, 409, 422)
            .Idempotent();
}

/// <summary>What a provider promises; each must be true.</summary>
/// <param name="TermsVersion">Version of the text that was read.</param>
/// <param name="WillNotInvoice">I will not issue invoices of my own for these sessions.</param>
/// <param name="WillAcceptEach">I will accept each self-billed invoice.</param>
/// <param name="WillTellOfChanges">I will tell at once if my tax registration changes or I sell my business.</param>
public sealed record SelfBillingBody(
    string TermsVersion,
    bool WillNotInvoice,
    bool WillAcceptEach,
    bool WillTellOfChanges
);

/// <summary>The agreement stands.</summary>
/// <param name="AcceptedAt">Since when.</param>
/// <param name="Until">Its last day.</param>
public sealed record AcceptedSelfBillingAnswer(Instant AcceptedAt, LocalDate Until);

[Needs(ReceiptsModule.Agree)]
internal sealed record AcceptSelfBilling(
    string TermsVersion,
    bool WillNotInvoice,
    bool WillAcceptEach,
    bool WillTellOfChanges
) : ICommand<AcceptedSelfBillingAnswer>, IRequireIdempotencyKey
{
    public static AcceptSelfBilling Of(SelfBillingBody body) =>
        new(body.TermsVersion, body.WillNotInvoice, body.WillAcceptEach, body.WillTellOfChanges);
}

internal sealed class AcceptSelfBillingValidator : AbstractValidator<AcceptSelfBilling>
{
    private const string Needed = "Without this promise the law does not let us issue your invoices.";

    public AcceptSelfBillingValidator()
    {
        RuleFor(x => x.TermsVersion).NotEmpty().MaximumLength(20);
        RuleFor(x => x.WillNotInvoice).Equal(true).WithMessage(Needed);
        RuleFor(x => x.WillAcceptEach).Equal(true).WithMessage(Needed);
        RuleFor(x => x.WillTellOfChanges).Equal(true).WithMessage(Needed);
    }
}

internal sealed class AcceptSelfBillingHandler(
    ReceiptsDbContext db,
    IWork work,
    ISender sender,
    Letterhead letterhead,
    IClock clock
) : ICommandHandler<AcceptSelfBilling, AcceptedSelfBillingAnswer>
{
    public async Task<Result<AcceptedSelfBillingAnswer>> Handle(AcceptSelfBilling command, CancellationToken ct)
    {
        var terms = SelfBillingTerms.Of(letterhead.Platform.LegalName);
        if (command.TermsVersion != terms.Version)
        {
            return SelfBillingErrors.OtherTerms;
        }

        var person = work.Actor.Person!.Value;
        var id = ProviderId.Of(person);
        var supplier = await sender.Send(new GetSupplier(id), ct);
        if (supplier.Error is not null || supplier.Value.LegalName.Length == 0)
        {
            return SelfBillingErrors.NoProfile;
        }

        if (!supplier.Value.CanBePrinted)
        {
            return SelfBillingErrors.NameNeeded;
        }

        await work.Begin(ct);
        var now = clock.GetCurrentInstant();
        await db
            .Agreements.Where(x => x.ProviderId == id && x.EndedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(x => x.EndedAt, now).SetProperty(x => x.EndReason, AgreementEnd.Replaced),
                ct
            );
        var zone = letterhead.PlatformZone;
        var agreement = SelfBillingAgreement.Accept(supplier.Value, person, terms, now, zone);
        db.Agreements.Add(agreement);
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return SelfBillingErrors.AcceptedMeanwhile;
        }

        return new AcceptedSelfBillingAnswer(now, agreement.Until);
    }
}
