using System.Text.Json;

namespace Kelpie.Migrations.Bench;

/// <summary>The least that Alembic needs: its settings, its environment, and one revision.</summary>
internal static class AlembicProject
{
    /// <summary>Writes it into a new folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="statements">The statements of the revision; those that keep the version are left out, since Alembic has its own.</param>
    /// <returns>The folder.</returns>
    internal static string Write(string folder, IEnumerable<string> statements)
    {
        Directory.CreateDirectory(Path.Combine(folder, "versions"));
        File.WriteAllText(Path.Combine(folder, "alembic.ini"), "[alembic]\nscript_location = .\n");
        File.WriteAllText(Path.Combine(folder, "env.py"), """
            from alembic import context
            from sqlalchemy import create_engine

            engine = create_engine("sqlite:///" + context.get_x_argument(as_dictionary=True)["db"])
            with engine.connect() as connection:
                context.configure(connection=connection)
                with context.begin_transaction():
                    context.run_migrations()

            """);
        File.WriteAllText(Path.Combine(folder, "versions", "first.py"), $"""
            import sqlalchemy
            from alembic import op

            revision = "5e1fa0c3"
            down_revision = None
            STATEMENTS = {JsonSerializer.Serialize(statements.Where(statement => !statement.Contains("schema_revisions", StringComparison.Ordinal)))}


            def upgrade():
                connection = op.get_bind()
                for statement in STATEMENTS:
                    connection.exec_driver_sql(statement)


            def downgrade():
                pass

            """);
        return folder;
    }
}
