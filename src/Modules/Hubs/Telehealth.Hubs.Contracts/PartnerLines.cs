using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Contracts;

/// <summary>
/// Where visits of a person whom a partner insures are booked: nobody but the partner books them (HUB-22). Both answers
/// are null for everybody else.
/// </summary>
/// <param name="PersonId">The person.</param>
[InternalRequest]
public sealed record GetPartnerLine(PersonId PersonId) : IQuery<PartnerLine>;

/// <summary>Where a partner's visits are booked.</summary>
/// <param name="Programme">The programme's name, or null.</param>
/// <param name="Line">The line to call, or null.</param>
public sealed record PartnerLine(string? Programme, string? Line);
