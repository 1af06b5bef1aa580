using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Telehealth.Sessions.Persistence.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class GuestLinks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "GuestLink",
                table: "sessions_sessions",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "GuestLinkAt",
                table: "sessions_sessions",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "sessions_calendar_choices",
                columns: table => new
                {
                    PersonId = table.Column<Guid>(type: "uuid", nullable: false),
                    NamesOthers = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions_calendar_choices", x => x.PersonId);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "sessions_calendar_choices");

            migrationBuilder.DropColumn(
                name: "GuestLink",
                table: "sessions_sessions");

            migrationBuilder.DropColumn(
                name: "GuestLinkAt",
                table: "sessions_sessions");
        }
    }
}
