using System.Text.Json.Serialization;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Gateways.Bank;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class ImportBankAnswersEndpoint : IEndpoint
{
    /// <summary>A year of statements fits; the form around the file needs a little more.</summary>
    public const int MostBytes = 8 * 1024 * 1024;

    private const int FormBytes = 64 * 1024;

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/wallet/bank-answers", Import)
            .WithName("ImportBankAnswers")
            .WithSummary("Imports a bank's answer file: pain.002, camt.053 or camt.054, at most 8 MB")
            .WithDescription(
                "Each line moves its payout forward, or is listed. A file imported before changes nothing and says so; "
                    + "one that cannot be read changes nothing either."
            )
            .WithTags("Payouts")
            .Answers<ImportAnswer>(StatusCodes.Status200OK, 403, 409, 413, 415, 422)
            .WithMetadata(new RequestSizeLimitAttribute(MostBytes + FormBytes))
            .DisableAntiforgery()
            .Idempotent();

    private static async Task<Microsoft.AspNetCore.Http.IResult> Import(
        [FromForm] BankAnswerForm form,
        ISender sender,
        HttpContext http,
        CancellationToken ct
    )
    {
        if (form.File is { Length: > MostBytes })
        {
            return Telehealth.BuildingBlocks.Infrastructure.Http.Answers.Problem(BankAnswerErrors.TooLarge(MostBytes));
        }

        using var content = new MemoryStream();
        // Without a file there is nothing in it to read, which is what the answer then says.
        await (form.File?.CopyToAsync(content, ct) ?? Task.CompletedTask);
        var bytes = content.ToArray();
        var command = new ImportBankAnswers(FrozenOrders.HashOf(bytes), bytes);
        return (await sender.Send(command, ct, http.IdempotencyKey())).ToHttp();
    }
}

/// <summary>A bank's answer as a form.</summary>
/// <param name="File">The file as the bank gave it, at most 8 MB.</param>
public sealed record BankAnswerForm(IFormFile? File);

/// <summary>What came of importing a file.</summary>
/// <param name="Id">The stored file.</param>
/// <param name="FileId">The bank's own id of it.</param>
/// <param name="Format">Such as pain.002.001.10.</param>
/// <param name="AlreadyImported">True when it was imported before: nothing was changed.</param>
/// <param name="Applied">Lines that moved a payout forward.</param>
/// <param name="Unchanged">Lines that said what was known already.</param>
/// <param name="NeedsEyes">Lines somebody has to look at.</param>
/// <param name="Unmatched">Lines that name no payment of ours.</param>
public sealed record ImportAnswer(
    Guid Id,
    string FileId,
    string Format,
    bool AlreadyImported,
    int Applied,
    int Unchanged,
    int NeedsEyes,
    int Unmatched
);

/// <summary>The hash stands for the content in the idempotency key's memory.</summary>
[Needs("wallet.bank-answers.import")]
internal sealed record ImportBankAnswers(string Sha256, [property: JsonIgnore] byte[] Content)
    : ICommand<ImportAnswer>,
        IRequireIdempotencyKey;

internal sealed class ImportBankAnswersValidator : AbstractValidator<ImportBankAnswers>
{
    public ImportBankAnswersValidator() =>
        RuleFor(x => x.Content).NotEmpty().OverridePropertyName("file").WithMessage("The file is empty.");
}

internal sealed class ImportBankAnswersHandler(
    WalletDbContext db,
    AnswerTaking taking,
    IPersonVault vault,
    IWork work,
    IClock clock
) : ICommandHandler<ImportBankAnswers, ImportAnswer>
{
    public async Task<Result<ImportAnswer>> Handle(ImportBankAnswers command, CancellationToken ct)
    {
        using var stream = new MemoryStream(command.Content, writable: false);
        var read = await Gateways.Bank.BankAnswers.Read(stream, ImportBankAnswersEndpoint.MostBytes, ct);
        if (read.Error is { } unreadable)
        {
            return unreadable;
        }

        var file = read.Value;
        var known = await db
            .BankAnswers.AsNoTracking()
            .Where(x => x.Sha256 == command.Sha256 || x.FileId == file.Id)
            .OrderByDescending(x => x.Sha256 == command.Sha256)
            .Select(x => new { x.Id, x.Sha256 })
            .FirstOrDefaultAsync(ct);
        if (known is not null)
        {
            return known.Sha256 == command.Sha256
                ? await Answer(known.Id, file, already: true, ct)
                : BankAnswerErrors.SameIdOtherContent;
        }

        var id = work.DerivedId("bank-answer");
        // The file is sealed under a key of its own, like a batch.
        var content = await vault.SealBytes(new PersonId(id), "wallet_bank_answers|SealedContent", command.Content, ct);
        await work.Begin(ct);
        var now = clock.GetCurrentInstant();
        db.BankAnswers.Add(new(id, file.Id, file.Format, command.Sha256, content, work.Actor.Key, now));
        // The same file at once: the unique indexes let one in, the others run again and find it.
        await work.FlushOrRunAgain(ct);
        await taking.Take(id, file, ct);
        await work.FlushOrRunAgain(ct);
        return await Answer(id, file, already: false, ct);
    }

    private async Task<ImportAnswer> Answer(Guid id, BankAnswerFile file, bool already, CancellationToken ct)
    {
        var effects = await db
            .BankAnswerRows.Where(x => x.AnswerId == id)
            .GroupBy(x => x.Effect)
            .Select(x => new { Effect = x.Key, Count = x.Count() })
            .ToDictionaryAsync(x => x.Effect, x => x.Count, ct);
        int Of(AnswerEffect effect) => effects.GetValueOrDefault(effect);
        return new(
            id,
            file.Id,
            file.Format,
            already,
            Of(AnswerEffect.Applied),
            Of(AnswerEffect.NoChange),
            Of(AnswerEffect.NeedsEyes),
            Of(AnswerEffect.Unmatched)
        );
    }
}
