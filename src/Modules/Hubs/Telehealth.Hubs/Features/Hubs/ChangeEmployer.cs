using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Hubs;

internal sealed class ChangeEmployerEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "/hubs/employers/{employerId}",
                async (Guid employerId, EmployerBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ChangeEmployer(employerId, body, http.IfMatch()), ct)).ToVersionedHttp(x =>
                        Results.Ok(x).WithETag(x.Version)
                    )
            )
            .WithName("ChangeEmployer")
            .WithSummary(
                "Changes an employer's name and where it is in business; what is booked keeps what it was booked under"
            )
            .WithTags("Hubs: employers")
            .Answers<EmployerAnswer>(StatusCodes.Status200OK, Versions.Problems);
}

[Needs(HubsModule.ManageHubs)]
internal sealed record ChangeEmployer(Guid Id, EmployerBody Body, long? IfMatch) : ICommand<EmployerAnswer>;

internal sealed class ChangeEmployerValidator : AbstractValidator<ChangeEmployer>
{
    public ChangeEmployerValidator() =>
        RuleFor(x => x.Body).SetValidator(new EmployerBodyValidator()).OverridePropertyName("");
}

internal sealed class ChangeEmployerHandler(HubsDbContext db, IWork work)
    : ICommandHandler<ChangeEmployer, EmployerAnswer>
{
    public async Task<Result<EmployerAnswer>> Handle(ChangeEmployer command, CancellationToken ct)
    {
        await work.Begin(ct);
        var employer = await db.Employers.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (employer is null)
        {
            return HubErrors.EmployerNotFound;
        }

        if (Versions.Check(employer, command.IfMatch) is { } stale)
        {
            return stale;
        }

        var body = command.Body;
        employer.Change(body.Name.Trim(), BusinessPlaces.Of(body.Country, body.VatNumber));
        await work.Flush(ct);
        return new EmployerAnswer(employer.Id, employer.Name, employer.Version);
    }
}
