using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Identity.Persistence.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class RoleGrants : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "identity_person_roles");

            migrationBuilder.AddColumn<Guid>(
                name: "Lineage",
                table: "identity_people",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "identity_authority_entries",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Change = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    By = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_authority_entries", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "identity_authority_head",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_authority_head", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "identity_role_grants",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    GrantedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY"),
                    ApprovedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true, collation: "BINARY"),
                    GrantedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    EndedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: true, collation: "BINARY"),
                    EndedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_role_grants", x => new { x.PersonId, x.Number });
                    table.ForeignKey(
                        name: "FK_identity_role_grants_identity_people_PersonId",
                        column: x => x.PersonId,
                        principalTable: "identity_people",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "identity_role_proposals",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    Reason = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    ProposedBy = table.Column<Guid>(type: "TEXT", nullable: false),
                    ProposedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    DecidedBy = table.Column<Guid>(type: "TEXT", nullable: true),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_role_proposals", x => x.Id);
                });

            migrationBuilder.InsertData(
                table: "identity_authority_head",
                columns: new[] { "Id", "Sequence" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_identity_authority_entries_PersonId_Sequence",
                table: "identity_authority_entries",
                columns: new[] { "PersonId", "Sequence" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_role_grants_Role_EndedAt",
                table: "identity_role_grants",
                columns: new[] { "Role", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_identity_role_proposals_State_ProposedAt",
                table: "identity_role_proposals",
                columns: new[] { "State", "ProposedAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "identity_authority_entries");

            migrationBuilder.DropTable(
                name: "identity_authority_head");

            migrationBuilder.DropTable(
                name: "identity_role_grants");

            migrationBuilder.DropTable(
                name: "identity_role_proposals");

            migrationBuilder.DropColumn(
                name: "Lineage",
                table: "identity_people");

            migrationBuilder.CreateTable(
                name: "identity_person_roles",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false, collation: "BINARY"),
                    GrantedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    GrantedBy = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false, collation: "BINARY")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_identity_person_roles", x => new { x.PersonId, x.Role });
                    table.ForeignKey(
                        name: "FK_identity_person_roles_identity_people_PersonId",
                        column: x => x.PersonId,
                        principalTable: "identity_people",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });
        }
    }
}
