using FluentValidation;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.Compliance.Features.Audit;

/// <summary>Writes what another module is about to do (COM-09).</summary>
[InternalRequest]
internal sealed record RecordAuditLines(IReadOnlyList<AuditLine> Lines) : ICommand<Done>;

internal sealed class RecordAuditLinesValidator : AbstractValidator<RecordAuditLines>
{
    public RecordAuditLinesValidator()
    {
        RuleForEach(x => x.Lines).Must(x => x.Action.Length is > 0 and <= 60 && x.Subject.Length is > 0 and <= 100);
    }
}

internal sealed class RecordAuditLinesHandler(IWork work, AuditTrail audit) : ICommandHandler<RecordAuditLines, Done>
{
    public async Task<Result<Done>> Handle(RecordAuditLines command, CancellationToken ct)
    {
        await work.Begin(ct);
        foreach (var line in command.Lines)
        {
            await audit.Add(line.Action, line.Subject, ct);
        }

        return Done.Value;
    }
}

/// <summary>The port as other modules see it.</summary>
internal sealed class AuditLog(ISender sender) : IAuditLog
{
    public async Task<Error?> Record(string key, CancellationToken ct, params IReadOnlyList<AuditLine> lines) =>
        lines.Count == 0 ? null : (await sender.Send(new RecordAuditLines(lines), ct, key)).Error;
}
