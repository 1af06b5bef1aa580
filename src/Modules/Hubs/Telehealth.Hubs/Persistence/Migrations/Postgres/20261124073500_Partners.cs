using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Telehealth.Hubs.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Partners : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "hubs_insured",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "uuid", nullable: false),
                    MatchIndex = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    SealedPolicy = table.Column<byte[]>(type: "bytea", maxLength: 1000, nullable: false),
                    Language = table.Column<string>(type: "character varying(10)", maxLength: 10, nullable: false, collation: "C"),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_insured", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hubs_partner_visits",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    ProgrammeId = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Mode = table.Column<string>(type: "character varying(20)", maxLength: 20, nullable: false, collation: "C"),
                    StartsAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    Seed = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    Candidates = table.Column<string>(type: "character varying(40000)", maxLength: 40000, nullable: false),
                    DrawnAt = table.Column<long>(type: "bigint", nullable: false),
                    BookingId = table.Column<Guid>(type: "uuid", nullable: true),
                    Number = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    ContestReason = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true),
                    ContestedAt = table.Column<long>(type: "bigint", nullable: true),
                    ReviewOpenedAt = table.Column<long>(type: "bigint", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_partner_visits", x => x.Sequence);
                    table.UniqueConstraint("AK_hubs_partner_visits_Id", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hubs_programme_providers",
                columns: table => new
                {
                    ProgrammeId = table.Column<Guid>(type: "uuid", nullable: false),
                    ProviderId = table.Column<Guid>(type: "uuid", nullable: false),
                    State = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false),
                    InvitedAt = table.Column<long>(type: "bigint", nullable: false),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: true),
                    Assigned = table.Column<int>(type: "integer", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_programme_providers", x => new { x.ProgrammeId, x.ProviderId });
                });

            migrationBuilder.CreateTable(
                name: "hubs_programmes",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Code = table.Column<string>(type: "character varying(30)", maxLength: 30, nullable: false, collation: "C"),
                    Name = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    ClientId = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    CountryCodes = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false, collation: "C"),
                    LanguageCodes = table.Column<string>(type: "character varying(800)", maxLength: 800, nullable: false, collation: "C"),
                    Packages = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    PriceMinor = table.Column<long>(type: "bigint", nullable: false),
                    Currency = table.Column<string>(type: "character varying(3)", maxLength: 3, nullable: false, collation: "C"),
                    PlatformShareBasisPoints = table.Column<int>(type: "integer", nullable: false),
                    InsurerLine = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    PrivateLine = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    SealedKey = table.Column<byte[]>(type: "bytea", maxLength: 1000, nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_programmes", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hubs_visit_packages",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    Visits = table.Column<int>(type: "integer", nullable: false),
                    SealedConsent = table.Column<byte[]>(type: "bytea", maxLength: 1000, nullable: false),
                    GrantedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hubs_visit_packages", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_insured_ProgrammeId_MatchIndex",
                table: "hubs_insured",
                columns: new[] { "ProgrammeId", "MatchIndex" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_partner_visits_BookingId",
                table: "hubs_partner_visits",
                column: "BookingId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_partner_visits_PersonId_StartsAt",
                table: "hubs_partner_visits",
                columns: new[] { "PersonId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_partner_visits_ProgrammeId_ProviderId_StartsAt",
                table: "hubs_partner_visits",
                columns: new[] { "ProgrammeId", "ProviderId", "StartsAt" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_partner_visits_ProgrammeId_Sequence",
                table: "hubs_partner_visits",
                columns: new[] { "ProgrammeId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_hubs_programme_providers_ProviderId",
                table: "hubs_programme_providers",
                column: "ProviderId");

            migrationBuilder.CreateIndex(
                name: "IX_hubs_programmes_ClientId",
                table: "hubs_programmes",
                column: "ClientId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_programmes_Code",
                table: "hubs_programmes",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_hubs_visit_packages_PersonId",
                table: "hubs_visit_packages",
                column: "PersonId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "hubs_insured");

            migrationBuilder.DropTable(
                name: "hubs_partner_visits");

            migrationBuilder.DropTable(
                name: "hubs_programme_providers");

            migrationBuilder.DropTable(
                name: "hubs_programmes");

            migrationBuilder.DropTable(
                name: "hubs_visit_packages");
        }
    }
}
