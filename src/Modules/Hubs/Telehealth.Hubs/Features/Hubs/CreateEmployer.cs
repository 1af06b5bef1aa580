using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Hubs;

internal sealed class CreateEmployerEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/employers",
                async (EmployerBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new CreateEmployer(body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/hubs/employers/{x.Id}", x)
                    )
            )
            .WithName("CreateEmployer")
            .WithSummary("Takes an employer on")
            .WithTags("Hubs: employers")
            .Answers<EmployerAnswer>(StatusCodes.Status201Created, StatusCodes.Status403Forbidden);
}

/// <summary>An employer, who pays for its people.</summary>
/// <param name="Name">As its people know it; 1 to 80 characters.</param>
/// <param name="Country">
/// ISO 3166-1 alpha-2 of where it is in business: the tax on its people's sessions follows from it.
/// </param>
/// <param name="VatNumber">Its VAT registration, or null when it has none; at most 20 characters.</param>
public sealed record EmployerBody(string Name, string Country, string? VatNumber = null);

/// <summary>An employer.</summary>
/// <param name="Id">The employer.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Of what stands about it.</param>
public sealed record EmployerAnswer(Guid Id, string Name, long Version);

[Needs(HubsModule.ManageHubs)]
internal sealed record CreateEmployer(EmployerBody Body) : ICommand<EmployerAnswer>;

internal sealed class EmployerBodyValidator : AbstractValidator<EmployerBody>
{
    public EmployerBodyValidator()
    {
        RuleFor(x => x.Name).Line(80).OverridePropertyName("name");
        RuleFor(x => x.Country).Country().OverridePropertyName("country");
        RuleFor(x => x.VatNumber).VatNumber().OverridePropertyName("vatNumber");
    }
}

internal sealed class CreateEmployerValidator : AbstractValidator<CreateEmployer>
{
    public CreateEmployerValidator() =>
        RuleFor(x => x.Body).SetValidator(new EmployerBodyValidator()).OverridePropertyName("");
}

internal sealed class CreateEmployerHandler(HubsDbContext db, IWork work, IClock clock)
    : ICommandHandler<CreateEmployer, EmployerAnswer>
{
    public async Task<Result<EmployerAnswer>> Handle(CreateEmployer command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await work.Begin(ct);
        var body = command.Body;
        var place = BusinessPlaces.Of(body.Country, body.VatNumber);
        var employer = new Employer(work.DerivedId("employer"), body.Name.Trim(), place, now);
        db.Employers.Add(employer);
        await work.Flush(ct);
        return new EmployerAnswer(employer.Id, employer.Name, employer.Version);
    }
}
