using System.Reflection;
using System.Xml.Linq;
using NetArchTest.Rules;
using Telehealth.Host;

namespace Telehealth.UnitTests.Architecture;

/// <summary>Who may know whom (design.md, "The house"), over the same catalogue the host composes.</summary>
public sealed class BoundaryTests
{
    private static readonly IReadOnlyList<Assembly> Modules = [.. ModuleCatalog.All.Select(x => x.GetType().Assembly)];

    public static TheoryData<string> ModuleNames => [.. Modules.Select(x => x.GetName().Name!)];

    [Fact]
    public void The_catalogue_names_every_module_folder_once()
    {
        var folders = Directory
            .EnumerateDirectories(Path.Combine(SourceTree.Root, "src", "Modules"))
            .Select(x => "Telehealth." + Path.GetFileName(x));
        Modules.Select(x => x.GetName().Name!).Order().ShouldBe(folders.Order());
        Modules.Count.ShouldBeGreaterThan(0);
    }

    [Fact]
    public void Modules_reference_building_blocks_and_contracts_only()
    {
        var projects = SourceTree.Projects("src/Modules");
        projects.ShouldNotBeEmpty();
        foreach (var project in projects)
        {
            var own = Path.GetFileNameWithoutExtension(project);
            foreach (var target in References(project))
            {
                var allowed = own.EndsWith(".Contracts", StringComparison.Ordinal)
                    ? target == "Telehealth.BuildingBlocks"
                    : target.StartsWith("Telehealth.BuildingBlocks", StringComparison.Ordinal)
                        || target.EndsWith(".Contracts", StringComparison.Ordinal);
                allowed.ShouldBeTrue($"{own} references {target}");
            }
        }
    }

    [Fact]
    public void The_kernel_references_mediatr_and_nodatime_only()
    {
        var kernel = Path.Combine(
            SourceTree.Root,
            "src/BuildingBlocks/Telehealth.BuildingBlocks/Telehealth.BuildingBlocks.csproj"
        );
        References(kernel).ShouldBeEmpty();
        XDocument
            .Load(kernel)
            .Descendants("PackageReference")
            .Select(x => x.Attribute("Include")!.Value)
            .Order()
            .ShouldBe(["MediatR", "NodaTime"]);
    }

    [Theory]
    [MemberData(nameof(ModuleNames))]
    public void Domain_knows_no_database_web_or_mediator(string module)
    {
        var outcome = Types
            .InAssembly(Modules.Single(x => x.GetName().Name == module))
            .That()
            .ResideInNamespaceContaining(".Domain")
            .ShouldNot()
            .HaveDependencyOnAny(
                "Microsoft.EntityFrameworkCore",
                "Microsoft.AspNetCore",
                "MediatR",
                "Telehealth.BuildingBlocks.Infrastructure"
            )
            .GetResult();
        (outcome.FailingTypeNames ?? []).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(ModuleNames))]
    public void Only_bodies_answers_and_the_module_itself_are_public(string module)
    {
        var assembly = Modules.Single(x => x.GetName().Name == module);
        var strangers = assembly
            .GetExportedTypes()
            .Where(x => !x.IsNested && x.Namespace?.StartsWith("Telehealth.", StringComparison.Ordinal) == true)
            .Where(x => !x.Namespace!.Contains(".Migrations", StringComparison.Ordinal))
            .Where(x => !x.Name.EndsWith("Module", StringComparison.Ordinal))
            .Where(x => !x.IsEnum && !x.Name.EndsWith("TagHelper", StringComparison.Ordinal))
            .Where(x => !x.Namespace!.Contains(".Features", StringComparison.Ordinal))
            // The bodies a development double takes.
            .Where(x => !x.Namespace!.EndsWith(".Development", StringComparison.Ordinal))
            .Select(x => x.FullName);
        strangers.ShouldBeEmpty();
    }

    [Fact]
    public void Contracts_have_no_circle()
    {
        // Contracts reference the kernel alone (tested above), so the graph between them has no edge at all.
        SourceTree
            .Projects("src/Modules")
            .Where(x => x.EndsWith(".Contracts.csproj", StringComparison.Ordinal))
            .SelectMany(References)
            .Distinct()
            .ShouldBe(["Telehealth.BuildingBlocks"]);
    }

    private static IEnumerable<string> References(string project) =>
        XDocument
            .Load(project)
            .Descendants("ProjectReference")
            .Select(x => Path.GetFileNameWithoutExtension(x.Attribute("Include")!.Value.Replace('\\', '/')));
}
